// The few things that only the browser can do: colour scheme, clipboard, folding the filter bar.
window.dash_clientside = window.dash_clientside || {};
(function () {
  const system = () => (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  window.dash_clientside.rubrika = {
    scheme: (clicks, stored) => ((stored || system()) === "dark" ? "light" : "dark"),
    paint: (stored) => {
      const scheme = stored || system();
      document.documentElement.dataset.scheme = scheme;
      document.documentElement.dataset.agThemeMode = scheme;
      return [scheme, scheme === "dark" ? "Light" : "Dark"];
    },
    fold: (clicks, open) => {
      const next = open === "true" ? "false" : "true";
      document.getElementById("filters").classList.toggle("unfolded", next === "true");
      return next;
    },
    copy: async () => {
      try {
        await navigator.clipboard.writeText(window.location.href);
        return "Link copied";
      } catch (error) {
        return "Copy it from the address bar";
      }
    },
  };
})();
