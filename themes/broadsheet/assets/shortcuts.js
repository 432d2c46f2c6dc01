// Turns pages by arrow keys and walks through articles by j and k. Everything works without it.
// It can be switched off (WCAG 2.1.4), rests while the page is zoomed, and takes no key with a modifier,
// in a field, or that something else has used, so that a screen reader's own keys stay its own.
(() => {
  "use strict";
  const { name, help } = document.currentScript.dataset;
  const remembered = (() => { try { return localStorage; } catch { return null; } })();
  let active = remembered?.getItem("broadsheet-shortcuts") !== "off";

  const turn = (rel) => {
    const link = document.querySelector(`link[rel=${rel}]`);
    const zoomed = window.visualViewport?.scale > 1 || document.querySelector("[data-zoomed]");
    // Over the whole window, the page view has the arrows to itself.
    if (link && !zoomed && location.hash !== "#page-view") location.href = link.href;
  };
  const step = (by) => {
    const links = [...document.querySelectorAll("main .headline a, .contents li a")];
    const at = links.indexOf(document.activeElement);
    links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by]?.focus();
  };
  const scrollsSideways = (element) => {
    for (; element && element !== document.body && element !== document.documentElement; element = element.parentElement) {
      if (element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX)) return true;
    }
    return false;
  };
  const keys = { ArrowLeft: () => turn("prev"), ArrowRight: () => turn("next"), j: () => step(1), k: () => step(-1) };

  document.addEventListener("keydown", (event) => {
    if (!active || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, select, textarea, button, [contenteditable]")) return;
    if (event.key.startsWith("Arrow") && scrollsSideways(event.target)) return;
    if (event.isComposing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  const part = document.createElement("p");
  part.className = "shortcuts";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = name;
  const words = document.createElement("span");
  words.id = "shortcuts-help";
  words.textContent = help;
  button.setAttribute("aria-describedby", words.id);
  const show = () => button.setAttribute("aria-pressed", String(active));
  button.addEventListener("click", () => {
    active = !active;
    remembered?.setItem("broadsheet-shortcuts", active ? "on" : "off");
    show();
  });
  show();
  part.append(button, words);
  document.querySelector("body > footer")?.append(part);
})();
