// The panel behind "Aa", in which readers set the paper to their eyes and habits.
(() => {
  "use strict";
  const { settings, change, set } = window.broadsheet;
  const room = document.querySelector(".reader");
  const panel = document.getElementById("reading-controls")?.content.firstElementChild.cloneNode(true);
  if (!room || !panel) return;
  const form = panel.querySelector("form");
  const show = () => {
    for (const [name, value] of Object.entries(settings())) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = value;
      else if (field) field.value = value;
    }
  };
  form.addEventListener("change", ({ target }) => {
    change(target.name, target.type === "checkbox" ? target.checked : target.value);
    if (target.name === "language") location.reload();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector(".forget").addEventListener("click", () => {
    set("places", {});
    set("read", []);
    const status = form.querySelector("[role=status]");
    status.textContent = status.dataset.done;
    dispatchEvent(new Event("broadsheet-forgotten"));
  });

  const close = (back) => {
    if (!panel.open) return;
    panel.open = false;
    if (back) panel.querySelector("summary").focus();
  };
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close(true);
  });
  document.addEventListener("pointerdown", (event) => panel.contains(event.target) || close(false));
  panel.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !panel.contains(event.relatedTarget)) close(false);
  });

  // The browser's own frame takes the colour of the paper.
  const frame = () => {
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.dataset.own ??= meta.content;
      const chosen = document.documentElement.dataset.scheme;
      meta.content = chosen ? getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() : meta.dataset.own;
    }
  };
  new MutationObserver(frame).observe(document.documentElement, { attributeFilter: ["data-scheme"] });
  addEventListener("pageshow", show);
  show();
  frame();
  room.append(panel);
})();
