// Lets a reader move and zoom a picture that the server has drawn. Without this script the drawing stays as it is.
// Vega runs by its own interpreter (ast): the pages allow no code made out of text.
for (const button of document.querySelectorAll("figure.picture button")) {
  const figure = button.closest("figure");
  const drawing = figure.querySelector(".drawing");
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await loaded(figure.dataset.bundle);
      const answer = await fetch(figure.dataset.specification);
      if (!answer.ok) throw new Error(answer.statusText);
      const holder = document.createElement("div");
      await window.kelisimEmbed(holder, await answer.json(), {
        ast: true,
        renderer: "svg",
        actions: false,
        defaultStyle: false,
        tooltip: { disableDefaultStyle: true },
      });
      drawing.replaceChildren(holder);
      button.remove();
    } catch (error) {
      button.disabled = false;
      throw error;
    }
  });
}

function loaded(address) {
  if (window.kelisimEmbed) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${address} does not load`));
    document.head.append(script);
  });
}
