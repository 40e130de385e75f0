// What only the browser can do: the address from the controls and back, colour scheme, language, folding, charts that fit.
window.dash_clientside = window.dash_clientside || {};
(function () {
  const system = () => (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const LISTS = { topic: [], section: [], source: [], lang: [], basis: [] };
  // Parameters that stand once, with the value that is left out of the address.
  const SINGLE = { bucket: "week", measure: "share", copies: "once", of: "fitting", rolling: "1" };
  const keep = () => window.dash_clientside.no_update; // not there yet while this file loads
  const parsed = (search) => new URLSearchParams(search || "");
  const written = (params) => {
    const text = params.toString();
    return text ? "?" + text : "";
  };

  // The values of the controls for an address, in the order of the callback's outputs.
  const shown = (params) => {
    const period = [params.get("from") || null, params.get("to") || null];
    const values = Object.entries(SINGLE).map(([name, usual]) => params.get(name) || usual);
    return [period, ...values, ...Object.keys(LISTS).map((name) => params.getAll(name))];
  };

  window.dash_clientside.rubrika = {
    // The controls and the address say the same: one function, so that they cannot chase each other.
    sync: (search, period, ...values) => {
      const controls = Object.keys(SINGLE).length + Object.keys(LISTS).length;
      const stay = Array(controls + 1).fill(keep());
      const triggered = (window.dash_clientside.callback_context.triggered[0] || {}).prop_id || "url.search";
      const params = parsed(search);
      if (triggered === "url.search" || triggered === ".") return [keep(), ...shown(params)];
      const [since, until] = period || [];
      if (since && !until) return [keep(), ...stay]; // the second day is still to be chosen
      const before = written(params);
      params.delete("from");
      params.delete("to");
      if (since) params.set("from", since.slice(0, 10));
      if (until) params.set("to", until.slice(0, 10));
      Object.entries(SINGLE).forEach(([name, usual], at) => {
        if (values[at] && values[at] !== usual) params.set(name, values[at]);
        else params.delete(name);
      });
      Object.keys(LISTS).forEach((name, at) => {
        const chosen = values[Object.keys(SINGLE).length + at] || [];
        const was = params.getAll(name);
        if (chosen.length === was.length && chosen.every((value) => was.includes(value))) return;
        params.delete(name);
        chosen.forEach((value) => params.append(name, value));
      });
      if (sorted(params) === sorted(parsed(before))) return [keep(), ...stay];
      params.delete("page");
      params.delete("article");
      return [written(params), ...stay];
    },
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
    // Words go to their places; a narrow screen has no room for names at the lines' ends: they become a legend below.
    fit: (drawn, key) => {
      if (!drawn) return [keep(), keep(), keep(), keep()];
      window.rubrikaTables.reload(key);
      return [narrowed(drawn.figure), drawn.title, drawn.caption, drawn.summary];
    },
    // A period dragged over on the time axis becomes the filter; a double click takes it away.
    zoom: (relayout, search) => {
      if (!relayout) return keep();
      const params = parsed(search);
      const range = [relayout["xaxis.range[0]"], relayout["xaxis.range[1]"]];
      if (range[0] && range[1]) {
        params.set("from", String(range[0]).slice(0, 10));
        params.set("to", String(range[1]).slice(0, 10));
      } else if (relayout["xaxis.autorange"] && (params.has("from") || params.has("to"))) {
        params.delete("from");
        params.delete("to");
      } else return keep();
      params.delete("page");
      return written(params);
    },
    table: async (search, figure) => {
      const data = await window.rubrikaTables.load(figure.replace(/-figure$/, ""), search);
      return data ? [data.title, data.caption] : [keep(), keep()];
    },
  };

  // The language of the page is remembered for this browser and asked for anew.
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest?.("[data-language]")?.dataset.language;
    if (!chosen || chosen === document.documentElement.lang) return;
    document.cookie = `rubrika-language=${chosen}; path=/; max-age=31536000; SameSite=Lax`;
    window.location.reload();
  });

  const sorted = (params) => [...params.entries()].map((pair) => pair.join("=")).sort().join("&");

  function narrowed(figure) {
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
  }
})();
