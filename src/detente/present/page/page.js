"use strict";
(() => {
  // An item carries data-m, the passages it marks ("actor 20 27,trigger 28 34"), and data-s, its sentence.
  // A link carries data-f, the id of the item that it opens. Pieces of text carry data-o, their offset.
  const bar = document.getElementById("bar");
  const status = document.getElementById("status");
  const seen = document.getElementById("told");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const pieces = new WeakMap();
  let opened = null;

  const piecesOf = (article) => {
    if (!pieces.has(article)) {
      const found = Array.from(article.querySelectorAll("[data-o]"));
      pieces.set(article, found.map((piece) => [Number(piece.dataset.o), piece]));
    }
    return pieces.get(article);
  };

  const clear = () => {
    for (const piece of document.querySelectorAll(".m[data-o]")) {
      piece.className = "";
      delete piece.dataset.label;
    }
    for (const on of document.querySelectorAll(".on")) on.classList.remove("on");
    status.textContent = "";
    bar.hidden = true;
  };

  const mark = (article, role, start, end) => {
    const inside = piecesOf(article).filter(([at]) => start <= at && at < end).map(([, piece]) => piece);
    for (const piece of inside) piece.classList.add("m", `m-${role}`);
    const last = inside[inside.length - 1];
    if (last) last.dataset.label = last.dataset.label ? `${last.dataset.label}, ${role}` : role;
    return inside;
  };

  const show = (node, pane) => {
    const behavior = calm.matches ? "auto" : "smooth";
    if (getComputedStyle(pane).position !== "sticky") {
      node.scrollIntoView({ block: "center", behavior });
      return;
    }
    const down = node.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + down - pane.clientHeight / 3, behavior });
  };

  const open = (link) => {
    const item = document.getElementById(link.dataset.f);
    const article = item && item.closest("article");
    const sentence = article && document.getElementById(`${article.id}s${item.dataset.s}`);
    if (!sentence) return false;
    clear();
    const told = [];
    let target = sentence;
    for (const range of (item.dataset.m || "").split(",").filter(Boolean)) {
      const [role, start, end] = range.split(" ");
      const inside = mark(article, role, Number(start), Number(end));
      if (!inside.length) continue;
      if (role === "trigger" && target === sentence) target = inside[0];
      if (told.length < 7) told.push(`${role} “${inside.map((piece) => piece.textContent).join("")}”`);
    }
    sentence.classList.add("on");
    link.classList.add("on");
    opened = link;
    seen.textContent = `Sentence ${item.dataset.s} marked: ${told.join(", ")}`;
    status.textContent = seen.textContent;
    bar.hidden = false;
    show(target, article.querySelector(".text"));
    try {
      history.replaceState(null, "", `#${item.id}`);
    } catch (error) {
      // Some browsers forbid it for pages opened from a file; the marks stand all the same.
    }
    return true;
  };

  const back = () => {
    if (!opened) return;
    opened.focus({ preventScroll: true });
    opened.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
  };

  const step = (link, by) => {
    const links = Array.from(link.closest("section").querySelectorAll("a[data-f]"));
    const next = links[links.indexOf(link) + by];
    if (next && next.checkVisibility()) {
      next.focus();
      open(next);
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-f]");
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (link && plain && open(link)) event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !bar.hidden) {
      clear();
      back();
    }
    const link = event.target.closest && event.target.closest("a[data-f]");
    if (!link || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
    event.preventDefault();
    step(link, event.key === "ArrowDown" ? 1 : -1);
  });

  document.getElementById("back").addEventListener("click", back);
  document.getElementById("clear").addEventListener("click", () => {
    clear();
    back();
  });

  const openHash = () => {
    const item = document.getElementById(location.hash.slice(1));
    const link = item && item.dataset.m !== undefined && item.querySelector("a[data-f]");
    if (link) open(link);
  };
  window.addEventListener("hashchange", openHash);
  openHash();
})();
