// Tables that load when they are looked at, sort by a click on a heading, and whose rows open their articles.
(function () {
  const FIRST = 200; // rows shown before "all" is asked for
  const collator = new Intl.Collator(undefined, { numeric: true });

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text; // text stays text, whatever an article says
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };

  const host = (key) => document.querySelector(`.table[data-table="${CSS.escape(key)}"]`);

  async function load(key, search) {
    const place = host(key);
    if (!place) return null;
    const asked = (place.asked = {}); // an answer that was overtaken by a newer question is dropped
    place.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/export/${encodeURIComponent(key)}.json${search || ""}`);
      if (!answer.ok) throw new Error(answer.statusText);
      const data = await answer.json();
      if (place.asked !== asked) return null;
      const kept = place.order && place.order.column < data.columns.length ? place.order : { column: -1, down: false };
      draw(place, data, kept, false);
      return data;
    } catch (error) {
      if (place.asked === asked) place.replaceChildren(make("p", String(error.message), { class: "hint" }));
      return null;
    } finally {
      place.removeAttribute("aria-busy");
    }
  }

  function draw(place, data, order, everything) {
    place.order = order; // kept when the table is loaded anew
    if (!data.rows.length) return place.replaceChildren(); // its title and caption say so
    const rows = [...data.rows];
    if (order.column >= 0) {
      const of = (row) => row.cells[order.column][1];
      rows.sort((a, b) => {
        if (of(a) === null || of(b) === null) return (of(a) === null) - (of(b) === null);
        const by = typeof of(a) === "number" ? of(a) - of(b) : collator.compare(of(a), of(b));
        return order.down ? -by : by;
      });
    }
    const table = make("table");
    table.append(make("caption", data.title, { class: "unseen" }));
    const head = make("tr");
    data.columns.forEach((column, at) => {
      const numeric = column.kind !== "text" && column.kind !== "day" && column.kind !== "flag";
      const cell = make("th", undefined, { scope: "col", class: numeric ? "number" : "" });
      if (order.column === at) cell.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      const button = make("button", column.title, { type: "button" });
      button.addEventListener("click", () => {
        const down = order.column === at ? !order.down : numeric;
        draw(place, data, { column: at, down }, everything);
        place.querySelectorAll("th button")[at].focus();
      });
      cell.append(button);
      head.append(cell);
    });
    const thead = make("thead");
    thead.append(head);
    table.append(thead);
    const body = make("tbody");
    const linked = data.columns.findIndex((column) => column.kind === "text");
    rows.slice(0, everything ? rows.length : FIRST).forEach((row) => {
      const line = make("tr");
      row.cells.forEach(([text], at) => {
        const kind = data.columns[at].kind;
        const cell = make("td", undefined, { class: kind !== "text" && kind !== "day" && kind !== "flag" ? "number" : "" });
        if (row.href && at === Math.max(linked, 0)) cell.append(make("a", text, { href: row.href, "data-inner": "" }));
        else cell.textContent = text;
        line.append(cell);
      });
      body.append(line);
    });
    table.append(body);
    const scroller = make("div", undefined, { class: "scroll", tabindex: "0", role: "group", "aria-label": data.title });
    scroller.append(table);
    place.replaceChildren(scroller);
    if (!everything && rows.length > FIRST) {
      const all = make("button", `${FIRST} / ${rows.length} …`, { type: "button", class: "plain" });
      all.addEventListener("click", () => draw(place, data, order, true));
      place.append(all);
    }
  }

  window.rubrikaTables = {
    load,
    // Called when a chart was drawn anew: its twin follows where it is open.
    reload: (key) => {
      const place = host(key);
      if (place && place.closest("details")?.open) load(key, window.location.search);
    },
  };

  document.addEventListener(
    "toggle",
    (event) => {
      if (event.target.matches?.("details.twin") && event.target.open) {
        load(event.target.querySelector(".table").dataset.table, window.location.search);
      }
    },
    true,
  );

  // Links within the dashboard change the page without loading it anew, as Dash's own links do.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-inner]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    window.history.pushState({}, "", link.getAttribute("href"));
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    // Beside a list the page stays where it is; on a phone what opens takes the place of the list.
    if (!("stay" in link.dataset) || window.matchMedia("(max-width: 760px)").matches) window.scrollTo(0, 0);
  });
})();
