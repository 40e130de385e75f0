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
    // A narrow screen has no room for names at the lines' ends: they become a legend below.
    fit: (figure) => {
      if (!figure || !window.matchMedia("(max-width: 760px)").matches) return figure;
      const notes = figure.layout.annotations || [];
      const ends = notes.filter((note) => note.name === "end");
      if (!ends.length) return figure;
      const room = 24 * Math.ceil(ends.length / 2) + 16;
      return {
        ...figure,
        layout: {
          ...figure.layout,
          annotations: notes.filter((note) => note.name !== "end"),
          showlegend: true,
          legend: { orientation: "h", x: 0, xanchor: "left", y: -0.14, yanchor: "top", itemclick: false, itemdoubleclick: false },
          margin: { ...figure.layout.margin, l: 40, r: 8, b: figure.layout.margin.b + room },
          height: figure.layout.height + room,
        },
      };
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
