// Keys for review: each presses the button, or follows the link, that names it. Without this script all of them are
// there to be clicked.
const typing = (element) => element.closest("input:not([type=hidden]), select, textarea") !== null;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && typing(event.target)) {
    event.target.blur();
    return;
  }
  if (typing(event.target)) return;
  const key = event.key.toLowerCase();
  const pressed = document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  const focused = document.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  if (pressed) {
    event.preventDefault();
    pressed.click();
  } else if (focused) {
    event.preventDefault();
    focused.focus();
  } else if (key === "c") {
    const correct = document.querySelector("details.correct");
    if (!correct) return;
    event.preventDefault();
    correct.open = true;
    correct.querySelector("[name=value]").focus();
  } else if (key === "?") {
    const keys = document.querySelector("main > details:last-of-type");
    if (keys) keys.open = !keys.open;
  }
});

// A decision is sent once, however often its key is pressed.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
