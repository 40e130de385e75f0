// The list of articles by keyboard, and the focus that follows what opens and closes.
(function () {
  const list = () => document.getElementById("articles-list");
  const links = () => [...(list()?.querySelectorAll("a.headline") || [])];
  const isOpen = () => document.getElementById("articles-frame")?.classList.contains("open");
  const writing = (element) => element?.closest?.("input, textarea, select, [contenteditable], [role=listbox], [role=dialog]");
  const article = (link) => new URLSearchParams(link.search).get("article");
  const shown = () => new URLSearchParams(window.location.search).get("article");
  let awaited = ""; // "article" or "list": what is to get the focus once it is there
  let last = ""; // the article that was open last

  const current = () => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    return at >= 0 ? at : all.findIndex((link) => article(link) === (shown() || last));
  };

  const move = (step) => {
    const all = links();
    if (!all.length) return;
    const next = Math.min(Math.max(current() + step, 0), all.length - 1);
    all[next].focus();
  };

  const back = () => {
    awaited = "list";
    document.querySelector("#articles-pane a.back")?.click();
  };

  // Called when the pane or the list was drawn anew.
  const settle = () => {
    const now = shown();
    if (now) last = now;
    if (awaited === "article" && now) {
      const title = document.getElementById("article-title");
      if (!title || title.dataset.article === now) return;
      title.dataset.article = now;
      awaited = "";
      document.getElementById("articles-pane").scrollTop = 0;
      title.focus({ preventScroll: true });
    } else if (awaited === "list" && !now && !isOpen()) {
      const link = links().find((one) => article(one) === last);
      if (!link) return;
      awaited = "";
      link.focus();
    }
  };
  new MutationObserver(settle).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-stay]");
    if (!link) return;
    awaited = article(link) ? "article" : "list";
  });

  document.addEventListener("keydown", (event) => {
    if (!list() || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const field = document.getElementById("articles-query");
    if (event.key === "Escape") {
      if (writing(event.target)) {
        if (event.target === field) field.blur();
        return;
      }
      if (document.querySelector("details.menu[open]")) return;
      if (isOpen()) back();
      return;
    }
    if (writing(event.target)) return;
    const inList = list().contains(event.target);
    if (event.key === "/") field.focus();
    else if (event.key === "?") document.getElementById("articles-help").open ^= true;
    else if (event.key === "j" || (event.key === "ArrowDown" && inList)) move(1);
    else if (event.key === "k" || (event.key === "ArrowUp" && inList)) move(-1);
    else return;
    event.preventDefault();
  });
})();
