// What a machine can find wrong with a page as a browser shows it. Evaluated in the page: gives two functions.
(() => {
  const letters = /[A-Za-z]{3}/;
  const shown = (node) => node.checkVisibility() && !node.closest(".away, .skip, svg");
  const start = (node) => node.outerHTML.slice(0, 120);

  function wrong() {
    const said = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) {
      const far = [...document.querySelectorAll("body *")].filter(
        (node) =>
          shown(node) &&
          node.getBoundingClientRect().right > width + 1 &&
          !node.closest(".scroll, .drawing, ol.life"),
      );
      said.push(`wider than the screen: ${far.slice(0, 3).map(start).join(" | ")}`);
    }
    for (const node of document.querySelectorAll("body *")) {
      const own = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
      if (!own || !shown(node)) continue;
      const style = getComputedStyle(node);
      if (style.display === "inline") continue;
      const hides = style.overflowX !== "visible" && style.overflowX !== "auto";
      if (hides && node.scrollWidth > node.clientWidth + 1) said.push(`cut off: ${start(node)}`);
      const box = node.getBoundingClientRect();
      if (box.width < 24 && box.height > 80) said.push(`squeezed: ${start(node)}`);
    }
    for (const node of document.querySelectorAll("main :is(section, ul, ol, table, aside):not(.chosen)")) {
      const empty = !node.textContent.trim() && !node.querySelector("img, svg, input");
      if (node.checkVisibility() && empty) said.push(`empty: ${start(node)}`);
    }
    for (const node of document.querySelectorAll("main section > h2:last-child:not(.away)")) {
      said.push(`heading of nothing: ${node.textContent}`);
    }
    return said;
  }

  function latin() {
    const found = new Set();
    const page = document.documentElement.lang;
    const ours = (node) => node.closest("[lang]").lang === page && !node.closest("svg, script, blockquote");
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const text = walk.currentNode.data.trim().replace(/\s+/g, " ");
      if (letters.test(text) && ours(walk.currentNode.parentElement)) found.add(text);
    }
    for (const name of ["aria-label", "placeholder", "title", "alt"]) {
      for (const node of document.querySelectorAll(`[${name}]`)) {
        const text = node.getAttribute(name);
        if (letters.test(text) && ours(node)) found.add(`${name}: ${text}`);
      }
    }
    return [...found];
  }

  return { wrong: wrong(), latin: latin() };
})
