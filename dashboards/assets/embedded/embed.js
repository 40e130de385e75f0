// Draws the one chart of an embedded page.
(async function () {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.scheme = dark ? "dark" : "light";
  const key = document.querySelector("[data-embedded]").dataset.embedded;
  const answer = await fetch(`/export/${encodeURIComponent(key)}.figure${window.location.search}`);
  if (!answer.ok) return;
  const found = await answer.json();
  document.title = found.title;
  ["title", "caption", "summary"].forEach((part) => (document.getElementById(part).textContent = found[part]));
  document.getElementById("about").textContent = [found.about.model, found.about.as_of].filter(Boolean).join(" · ");
  window.Plotly.newPlot("picture", found.figure.data, { ...found.figure.layout, dragmode: false }, {
    displayModeBar: false, showSendToCloud: false, displaylogo: false, responsive: true,
  });
})();
