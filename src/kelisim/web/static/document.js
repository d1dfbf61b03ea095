// Lights up what belongs together: pointing at, or focusing, a mark or a statement. The page works without it.
"use strict";
const parts = [...document.querySelectorAll("[data-n]")].map((node) => [node, new Set(node.dataset.n.split(" "))]);
function light(node) {
  const numbers = node ? node.dataset.n.split(" ") : [];
  for (const [part, has] of parts) part.classList.toggle("lit", numbers.some((number) => has.has(number)));
}
for (const type of ["pointerover", "focusin"]) {
  document.addEventListener(type, (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const reference = target?.closest("a.ref");
    light(reference ? document.querySelector(reference.hash) : target?.closest("[data-n]"));
  });
}
