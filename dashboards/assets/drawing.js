// The charts of a page: asked for as soon as the address says something new, drawn by plotly.js; their marks are doors.
(function () {
  const STALE = 350; // milliseconds after which a picture that is about to change is dimmed
  const PATIENCE = 300; // milliseconds that everything else on the page waits for a new picture
  const PARTS = ["title", "caption", "summary"];
  const NARROW = "(max-width: 760px)";
  const known = new WeakMap(); // the state of each chart's place: its key, the address asked for and the one it shows, whether it is near

  const charts = () => [...document.querySelectorAll("[data-page] [data-chart]")];
  const key = (figure) => figure.dataset.chart;
  const isPicture = (figure) => figure.dataset.kind === "picture";
  const shown = (figure) => figure.closest("[data-page]").dataset.page === window.location.pathname;
  const file = (name, form, search) => `/export/${encodeURIComponent(name)}.${form}${search}`;

  function state(figure) {
    const found = known.get(figure);
    if (found && found.key === key(figure)) return found;
    const begun = { key: key(figure), asked: null, done: null, near: false };
    known.set(figure, begun);
    return begun;
  }

  // The picture that a page begins with is asked for at once, and the others that are in sight or nearly so when it is there.
  async function look() {
    const { search } = window.location;
    const [first, ...others] = charts().sort((one, other) => isPicture(other) - isPicture(one));
    if (!first) return;
    // The doors of a picture that is not of this address are shut until the new one is there.
    [first, ...others].forEach((figure) => figure.classList.toggle("behind", shown(figure) && state(figure).done !== search));
    if (isPicture(first)) await follow(first, search);
    [first, ...others].forEach((figure) => {
      nearness.observe(figure);
      if (state(figure).near) follow(figure, search);
    });
  }

  // A chart that comes near is asked for; one that is far keeps what it shows until then.
  const nearness = new IntersectionObserver(
    (seen) =>
      seen.forEach(({ target, isIntersecting }) => {
        state(target).near = isIntersecting;
        if (isIntersecting) follow(target, window.location.search);
      }),
    { rootMargin: "100% 0px" },
  );
  window.addEventListener("beforeprint", () => charts().forEach((figure) => follow(figure, window.location.search)));

  async function follow(figure, search) {
    const place = state(figure);
    if (!figure.isConnected || !shown(figure) || place.asked === search) return;
    place.asked = search;
    if (isPicture(figure)) await pictured(figure, place, search);
    else await listed(figure, search);
    if (place.asked !== search) return;
    place.done = search;
    figure.classList.remove("behind");
  }

  // A page that is on its way: its first picture is asked for beside it.
  const ahead = new Map();
  function foresee() {
    const { pathname, search } = window.location;
    const first = JSON.parse(document.getElementById("main").dataset.first)[pathname];
    if (!first || document.querySelector("[data-page]")?.dataset.page === pathname) return;
    const address = file(first, "drawing", search);
    const answer = fetch(address);
    answer.catch(() => {}); // whoever takes it is told
    ahead.clear();
    ahead.set(address, answer);
  }
  function asked(address) {
    const answer = ahead.get(address);
    ahead.delete(address);
    return answer || fetch(address);
  }

  async function pictured(figure, place, search) {
    const dim = setTimeout(() => figure.classList.add("stale"), STALE);
    try {
      const answer = await asked(file(place.key, "drawing", search));
      if (!answer.ok) throw new Error(answer.statusText);
      const found = await answer.json();
      if (place.asked !== search || !figure.isConnected) return;
      await drawn(figure, place, found, search);
    } catch (error) {
      if (place.asked !== search) return;
      place.asked = null; // to be asked for again
      console.warn(place.key, error);
      failed();
    } finally {
      clearTimeout(dim);
      if (place.asked === search || place.asked === null) figure.classList.remove("stale");
    }
  }

  async function drawn(figure, place, found, search) {
    const host = document.getElementById(place.key);
    if (!place.graph || place.graph.parentElement !== host) {
      place.graph = document.createElement("div");
      host.replaceChildren(place.graph);
    }
    const { data, layout } = fitted(found.figure);
    const fresh = !place.graph.on;
    await (await plotly()).react(place.graph, data, layout, configuration());
    if (fresh) doors(figure, place);
    PARTS.forEach((part) => {
      const words = document.getElementById(`${place.key}-${part}`);
      if (words && words.textContent !== found[part]) words.textContent = found[part];
    });
    window.rubrikaTables.reload(place.key);
    if (figure.dataset.tells) window.dash_clientside.set_props(`${place.key}-drawn`, { data: search });
  }

  async function listed(figure, search) {
    const data = await window.rubrikaTables.load(key(figure), search);
    if (!data) return;
    document.getElementById(`${key(figure)}-title`).textContent = data.title;
    document.getElementById(`${key(figure)}-caption`).textContent = data.caption;
  }

  const configuration = () => {
    const lang = document.documentElement.lang;
    const told = JSON.parse(document.getElementById("main").dataset.locale);
    return { displaylogo: false, displayModeBar: false, showSendToCloud: false, responsive: true, locale: lang, locales: { [lang]: told } };
  };

  // plotly.js comes with the document and may still be on its way.
  const plotly = () =>
    window.Plotly ? Promise.resolve(window.Plotly)
      : new Promise((tell) => document.addEventListener("DOMContentLoaded", () => tell(window.Plotly), { once: true }));

  // What Dash has put on the page is changed through Dash.
  function failed() {
    const { failed, again } = document.getElementById("problem").dataset;
    const part = (type, props) => ({ namespace: "dash_html_components", type, props });
    const children = [failed, " ", part("A", { href: "", children: again })];
    window.dash_clientside.set_props("problem", { children: part("Div", { className: "problem", children }) });
  }

  // A click opens the articles behind a mark; a period dragged over becomes the filter, a double click takes it away.
  function doors(figure, place) {
    place.graph.on("plotly_click", (event) => open(figure, place, event));
    place.graph.on("plotly_relayout", (change) => zoom(change));
  }

  async function open(figure, place, click) {
    let mark = click.points[0]?.customdata;
    if (typeof mark === "string") mark = mark.split("\t");
    if (!figure.dataset.opens || !Array.isArray(mark) || mark.length < 2) return;
    const params = new URLSearchParams(window.location.search);
    params.append("mark", mark[0]);
    params.append("mark", mark[1]);
    const answer = await fetch(file(place.key, "opens", `?${params}`));
    if (!answer.ok) return failed();
    const { href } = await answer.json();
    const beside = click.event && (click.event.ctrlKey || click.event.metaKey);
    if (beside) window.open(href, "_blank", "noopener");
    else {
      const stays = new URL(href, window.location).pathname === window.location.pathname;
      go(href);
      if (!stays) window.scrollTo(0, 0);
    }
  }

  function zoom(change) {
    const params = new URLSearchParams(window.location.search);
    const range = [change["xaxis.range[0]"], change["xaxis.range[1]"]];
    if (range[0] && range[1]) {
      params.set("from", String(range[0]).slice(0, 10));
      params.set("to", String(range[1]).slice(0, 10));
    } else if (change["xaxis.autorange"] && (params.has("from") || params.has("to"))) {
      params.delete("from");
      params.delete("to");
    } else return;
    params.delete("page");
    visit(params);
  }

  // Dash hears of a new address as it does from its own links.
  function go(href) {
    window.history.pushState({}, "", href);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
  }

  // Another view on the same page: its first charts are drawn, then Dash does the rest, which would keep them waiting.
  async function visit(params) {
    const text = params.toString();
    const { pathname, hash } = window.location;
    window.history.pushState({}, "", `${pathname}${text ? `?${text}` : ""}${hash}`);
    await Promise.race([look(), new Promise((tell) => setTimeout(tell, PATIENCE))]);
    requestAnimationFrame(() => setTimeout(() => window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"))));
  }

  // A narrow screen has no room for names at the lines' ends: they become a legend below.
  function fitted(figure) {
    const notes = figure.layout.annotations || [];
    const ends = notes.filter((note) => note.name === "end");
    if (!ends.length || !window.matchMedia(NARROW).matches) return figure;
    const room = 24 * Math.ceil(ends.length / 4) + 16; // each line has its sign and its name there, and the legend has two columns
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

  // Charts come with their page, which Dash puts in its place; plotly.js lets go of those that go with theirs.
  function attend(page) {
    new MutationObserver((changes) => {
      changes.flatMap((change) => [...change.removedNodes]).forEach((gone) => {
        if (gone.nodeType === 1) gone.querySelectorAll(".js-plotly-plot").forEach((graph) => window.Plotly.purge(graph));
      });
      look();
    }).observe(page, { childList: true });
    look();
  }
  const frame = new MutationObserver(() => {
    const page = document.getElementById("page");
    if (!page) return;
    frame.disconnect();
    attend(page);
  });
  frame.observe(document.documentElement, { childList: true, subtree: true });
  ["popstate", "_dashprivate_pushstate"].forEach((moved) =>
    window.addEventListener(moved, () => {
      foresee();
      look();
    }),
  );

  window.rubrikaCharts = { visit };
})();
