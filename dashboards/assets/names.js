// The search for a name follows the address (the back button), except while somebody types in it.
window.dash_clientside = window.dash_clientside || {};
window.dash_clientside.rubrika_names = {
  find: (search) => {
    const field = document.getElementById("entities-find");
    const wanted = new URLSearchParams(search || "").get("find") || "";
    return field === document.activeElement ? window.dash_clientside.no_update : wanted;
  },
};
