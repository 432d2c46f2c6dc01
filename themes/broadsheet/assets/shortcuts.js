// Turns pages by arrow keys and walks through articles by j and k. Everything works without it.
// It can be switched off (WCAG 2.1.4), rests while the page is zoomed, and takes no key with a modifier,
// in a field, or that something else has used, so that a screen reader's own keys stay its own.
(() => {
  "use strict";
  const { on, off, help } = document.currentScript.dataset;
  const remembered = (() => { try { return localStorage; } catch { return null; } })();
  let active = remembered?.getItem("broadsheet-shortcuts") !== "off";

  const turn = (rel) => {
    const link = document.querySelector(`link[rel=${rel}]`);
    if (link && !(window.visualViewport?.scale > 1)) location.href = link.href;
  };
  const step = (by) => {
    const links = [...document.querySelectorAll("main .headline a, .contents li a")];
    const at = links.indexOf(document.activeElement);
    links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by]?.focus();
  };
  const keys = { ArrowLeft: () => turn("prev"), ArrowRight: () => turn("next"), j: () => step(1), k: () => step(-1) };

  document.addEventListener("keydown", (event) => {
    if (!active || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea, button, [contenteditable], .table")) return;
    if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  const button = document.createElement("button");
  button.type = "button";
  button.title = help;
  const show = () => { button.textContent = active ? on : off; };
  button.addEventListener("click", () => {
    active = !active;
    remembered?.setItem("broadsheet-shortcuts", active ? "on" : "off");
    show();
  });
  show();
  document.querySelector("body > footer")?.append(button);
})();
