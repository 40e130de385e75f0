// Runs before all other scripts: asks for what they will want first while they are still on their way, and hands it over.
(function () {
  const ask = window.fetch.bind(window);
  const here = window.location;
  const begun = new Map();
  const begin = (wanted, asked = wanted) => {
    const answer = ask(asked, { credentials: "same-origin" });
    answer.catch(() => {}); // whoever takes it is told
    begun.set(wanted, answer);
  };
  begin("/_dash-layout", `/_dash-layout?at=${encodeURIComponent(here.pathname + here.search)}`);
  begin("/_dash-dependencies");
  const chart = document.currentScript.dataset.chart;
  if (chart) begin(`/export/${chart}.drawing${here.search}`);
  window.fetch = (wanted, how) => {
    const answer = begun.get(wanted);
    begun.delete(wanted);
    return answer || ask(wanted, how);
  };
})();
