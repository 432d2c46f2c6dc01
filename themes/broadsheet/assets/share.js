// Buttons to share an article, copy its address or citation, print it.
(() => {
  "use strict";
  const tools = document.querySelector(".tools");
  const acts = tools?.querySelector("template")?.content.firstElementChild.cloneNode(true);
  if (!acts) return;
  const address = tools.dataset.address ?? location.href.split("#")[0];
  const status = acts.querySelector("[role=status]");
  const copied = (text) => {
    // Where the clipboard is closed, as in documents opened from disk, the old way may still do.
    const field = document.createElement("textarea");
    field.value = text;
    tools.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  const copy = async (event, text) => {
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false) || copied(text);
    if (!done) tools.querySelector("details").open = true;
    status.textContent = done ? status.dataset.done : status.dataset.failed;
    event.target.focus();
  };
  const on = (name, act) => acts.querySelector(`.${name}`).addEventListener("click", act);
  if (navigator.share) {
    on("share", () => navigator.share({ title: document.querySelector("h1").textContent, url: address }).catch(() => {}));
  } else acts.querySelector(".share").remove();
  on("copy-link", (event) => copy(event, address));
  on("copy-citation", (event) => copy(event, tools.querySelector(".citation").textContent));
  on("print", () => print());
  tools.prepend(acts);
})();
