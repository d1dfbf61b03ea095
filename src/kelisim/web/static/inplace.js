// Puts a part of another page, to which a link leads, before the link once it comes into view: what takes the server
// longer than the page itself. A part that is still being worked out says when to ask again. Without this script the
// link alone stays, and leads there.
"use strict";
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    bring(target);
  }
});
for (const place of document.querySelectorAll("[data-bring]")) seen.observe(place);

async function bring(place) {
  const link = place.querySelector(":scope > p:last-child");
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(link.querySelector("a").href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector(`[data-part="${place.dataset.bring}"]`);
    if (!part) return;
    place.replaceChildren(...part.childNodes, link);
    if (part.dataset.again) setTimeout(bring, Number(part.dataset.again) * 1000, place);
  } finally {
    place.removeAttribute("aria-busy");
  }
}
