// What only the browser can do for the frame: colour scheme, language, folding.
window.dash_clientside = window.dash_clientside || {};
(function () {
  const system = () => (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  window.dash_clientside.rubrika = {
    scheme: (clicks, stored) => ((stored || system()) === "dark" ? "light" : "dark"),
    paint: (stored) => {
      const scheme = stored || system();
      document.documentElement.dataset.scheme = scheme;
      return [scheme, scheme === "dark" ? "☀" : "☾"];
    },
    fold: (clicks, open) => {
      const next = open === "true" ? "false" : "true";
      document.getElementById("filters").classList.toggle("unfolded", next === "true");
      return next;
    },
    more: (clicks, open) => {
      const next = open === "true" ? "false" : "true";
      document.getElementById("filters").classList.toggle("more", next === "true");
      return next;
    },
    copy: async (clicks, done, label) => {
      try {
        await navigator.clipboard.writeText(window.location.href);
        setTimeout(() => window.dash_clientside.set_props("copy-link", { children: label }), 2000);
        return done;
      } catch (error) {
        return label;
      }
    },
  };

  // Dash puts the caret of its text fields back to where it was a moment ago, which scrambles what is typed quickly. It stays
  // where the browser has it.
  document.addEventListener("focusin", (event) => {
    if (event.target.matches?.(".dash-input-element")) event.target.setSelectionRange = () => {};
  });

  // Where the navigation is wider than the screen, the page that one is on stays in sight.
  new MutationObserver((_, observer) => {
    const nav = document.getElementById("nav");
    if (!nav) return;
    observer.disconnect();
    const show = () => {
      const here = nav.querySelector(".here");
      if (here) nav.scrollLeft = here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2;
    };
    new MutationObserver(show).observe(nav, { attributes: true, childList: true, subtree: true, attributeFilter: ["class"] });
    show();
  }).observe(document.documentElement, { childList: true, subtree: true });

  // The language of the page is remembered for this browser and asked for anew.
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.("[data-language]")?.dataset.language;
    if (!chosen || chosen === document.documentElement.lang) return;
    document.cookie = `rubrika-language=${chosen}; path=/; max-age=31536000; SameSite=Lax`;
    window.location.reload();
  });
})();
