// The menu of a chart: files of what it shows, pictures made here, a link to it, the code to embed it.
(function () {
  const chartOf = (element) => element.closest("[data-chart]")?.dataset.chart;
  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  // Words broken into lines, since a picture does not wrap them.
  const lines = (text, width) =>
    text.split(" ").reduce(
      (found, word) => {
        if ((found[found.length - 1] + " " + word).length > width) found.push(word);
        else found[found.length - 1] = (found[found.length - 1] + " " + word).trim();
        return found;
      },
      [""],
    );

  async function picture(key, form) {
    const answer = await fetch(`/export/${encodeURIComponent(key)}.figure${window.location.search}`);
    if (!answer.ok) return;
    const found = await answer.json();
    const about = Object.entries(found.about).map(([name, value]) => `${name}: ${value}`).join("   ");
    const foot = [...lines(found.caption, 150), ...lines(about, 150)].map(escaped);
    const layout = found.figure.layout;
    const room = 24 + 16 * foot.length;
    const margin = { ...layout.margin, t: (layout.margin.t || 0) + 44, b: (layout.margin.b || 0) + room };
    const height = layout.height + 44 + room;
    window.Plotly.downloadImage(
      {
        data: found.figure.data,
        layout: {
          ...layout,
          margin,
          height,
          width: 1200,
          paper_bgcolor: "#ffffff",
          plot_bgcolor: "#ffffff",
          font: { ...layout.font, color: "#1c1f24" },
          title: { text: `<b>${escaped(found.title)}</b>`, x: 0.01, xanchor: "left", y: 1 - 20 / height, yref: "container", font: { size: 17 } },
          annotations: [
            ...(layout.annotations || []),
            {
              text: foot.join("<br>"), showarrow: false, align: "left", xref: "paper", yref: "paper", x: 0, y: 0, xanchor: "left",
              yanchor: "top", yshift: 12 - (layout.margin.b || 0), font: { size: 11, color: "#5a616b" },
            },
          ],
        },
      },
      { format: form, width: 1200, height, scale: form === "png" ? 2 : 1, filename: `rubrika-${key}` },
    );
  }

  async function copied(button, text) {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = label), 2000);
    } catch (error) {
      window.prompt(label, text);
    }
  }

  document.addEventListener("click", (event) => {
    const item = event.target.closest?.(".menu [data-form]");
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (!item) return;
    const key = chartOf(item);
    const form = item.dataset.form;
    const page = window.location;
    if (form === "png" || form === "svg") picture(key, form);
    else if (form === "link") copied(item, `${page.origin}${page.pathname}${page.search}#${key}-figure`);
    else if (form === "embed") {
      const address = `${page.origin}/embed/${key}${page.search}`;
      copied(item, `<iframe src="${address.replace(/&/g, "&amp;")}" width="100%" height="560" loading="lazy" title="rubrika"></iframe>`);
    }
  });

  // The files are of the view as it is when the menu opens.
  document.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches?.("details.menu") || !event.target.open) return;
      const key = chartOf(event.target);
      event.target.querySelectorAll("a[data-form]").forEach((link) => {
        const params = new URLSearchParams(window.location.search);
        if (link.dataset.bom === "yes") params.set("bom", "yes");
        const text = params.toString();
        link.href = `/export/${key}.${link.dataset.form}${text ? "?" + text : ""}`;
      });
    },
    true,
  );

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
