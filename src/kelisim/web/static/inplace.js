// Puts a part of another page, to which a link leads, before the link once it comes into view: what takes the server
// longer than the page itself. Without this script the link alone stays, and leads there.
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
  place.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(place.querySelector("a").href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const part = page.querySelector(`[data-part="${place.dataset.bring}"]`);
    if (part) place.prepend(...part.childNodes);
  } finally {
    place.removeAttribute("aria-busy");
  }
}
