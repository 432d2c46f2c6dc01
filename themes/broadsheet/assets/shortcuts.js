// Turns pages by arrow keys, walks through articles by j and k, opens search by / and tells all this by ?. Everything
// works without it.
// It can be switched off (WCAG 2.1.4), rests while the page is zoomed, and takes no key with a modifier,
// in a field, or that something else has used, so that a screen reader's own keys stay its own.
(() => {
  "use strict";
  const { name, help, search } = document.currentScript.dataset;
  const remembered = (() => { try { return localStorage; } catch { return null; } })();
  let active = remembered?.getItem("broadsheet-shortcuts") !== "off";

  const turn = (rel) => {
    const link = document.querySelector(`link[rel=${rel}]`);
    const zoomed = window.visualViewport?.scale > 1 || document.querySelector("[data-zoomed]");
    // Over the whole window, the page view has the arrows to itself.
    if (link && !zoomed && location.hash !== "#page-view") location.href = link.href;
  };
  const step = (by) => {
    // Without a list to walk through, as on an article, the next one opens.
    const links = [...document.querySelectorAll("main .headline a, .contents li a")];
    if (!links.length) return turn(by > 0 ? "next" : "prev");
    const at = links.indexOf(document.activeElement);
    links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by]?.focus();
  };
  const scrollsSideways = (element) => {
    for (; element && element !== document.body && element !== document.documentElement; element = element.parentElement) {
      if (element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX)) return true;
    }
    return false;
  };
  const find = () => {
    const field = document.querySelector("main input[type=search]");
    if (field) field.focus();
    else location.href = `${search}#search-words`;
  };
  // Whoever came by the key wants to type.
  if (location.hash === "#search-words") addEventListener("load", find);
  const dialog = document.getElementById("shortcuts-help")?.content.firstElementChild.cloneNode(true);
  const tell = () => {
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  };
  const keys = {
    ArrowLeft: () => turn("prev"), ArrowRight: () => turn("next"), j: () => step(1), k: () => step(-1),
    ...(search && { "/": find }), ...(dialog && { "?": tell }),
  };

  document.addEventListener("keydown", (event) => {
    if (!active || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    // On many keyboards, / and ? need the shift key.
    if (event.shiftKey && !"/?".includes(event.key)) return;
    if (event.target.closest("input, select, textarea, button, dialog, [contenteditable]")) return;
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
  words.id = "shortcuts-words";
  words.textContent = help;
  button.setAttribute("aria-describedby", words.id);
  const show = () => button.setAttribute("aria-pressed", String(active));
  button.addEventListener("click", () => {
    active = !active;
    try {
      remembered?.setItem("broadsheet-shortcuts", active ? "on" : "off");
    } catch { /* It holds until the document is left. */ }
    show();
  });
  show();
  part.append(button, words);
  document.querySelector("body > footer")?.append(part);
  // Where there are only fingers, nothing is said of keys before one is pressed.
  if (!matchMedia("(any-hover: hover)").matches) {
    part.hidden = true;
    document.addEventListener("keydown", () => { part.hidden = false; }, { once: true });
  }
})();
