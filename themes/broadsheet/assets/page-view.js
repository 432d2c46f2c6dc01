// The page view: zoom, pan, links between list and page. Everything can be read without it: the page opens by its own
// address (#page-view), its headlines and areas are links.
(() => {
  "use strict";
  const view = document.getElementById("page-view");
  if (!view) return;
  const pane = view.querySelector(".window");
  const ground = view.querySelector(".ground");
  const sheet = view.querySelector(".sheet");
  const { dataset: words } = view;
  const MOST = 8, STEP = 1.5;
  let zoom = 1;

  // --- zoom ---------------------------------------------------------------------------------------------------------
  // The sheet is laid out anew at each size, so that its type is always sharp. The point under (x, y) stays where it is.
  const zoomTo = (wanted, x = pane.clientWidth / 2, y = pane.clientHeight / 2) => {
    const next = Math.min(MOST, Math.max(1, Math.abs(wanted - 1) < 0.04 ? 1 : wanted));
    if (next === zoom) return;
    const across = (pane.scrollLeft + x) / ground.offsetWidth, down = (pane.scrollTop + y) / ground.offsetHeight;
    zoom = next;
    ground.style.setProperty("--zoom", zoom);
    pane.classList.toggle("zoomed", zoom > 1);
    view.toggleAttribute("data-zoomed", zoom > 1);
    pane.scrollTo(across * ground.offsetWidth - x, down * ground.offsetHeight - y);
    for (const image of sheet.querySelectorAll("img[srcset]")) image.sizes = `${Math.ceil(image.getBoundingClientRect().width)}px`;
    show();
  };
  const within = (event) => {
    const box = pane.getBoundingClientRect();
    return [event.clientX - box.left - pane.clientLeft, event.clientY - box.top - pane.clientTop];
  };

  const bar = view.querySelector(".bar");
  const button = (text, name, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    if (name !== text) made.setAttribute("aria-label", name);
    made.title = name;
    made.addEventListener("click", act);
    bar.insertBefore(made, bar.querySelector("a"));
    return made;
  };
  const smaller = button("−", words.out, () => zoomTo(zoom / STEP));
  const larger = button("+", words.in, () => zoomTo(zoom * STEP));
  const whole = button(words.whole, words.whole, () => zoomTo(1));
  const show = () => {
    // A button that goes out while it has the focus would drop it: it stays, and does nothing.
    for (const [each, idle] of [[smaller, zoom <= 1], [whole, zoom <= 1], [larger, zoom >= MOST]]) each.setAttribute("aria-disabled", String(idle));
  };
  show();

  pane.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomTo(zoom * Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), ...within(event));
  }, { passive: false });

  view.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = { "+": () => zoomTo(zoom * STEP), "=": () => zoomTo(zoom * STEP), "-": () => zoomTo(zoom / STEP), 0: () => zoomTo(1) };
    const pan = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (Object.hasOwn(act, event.key)) act[event.key]();
    else if (pan && zoom > 1 && pane.contains(event.target)) pane.scrollBy(60 * pan[0], 60 * pan[1]);
    else return;
    event.preventDefault();
  });

  // --- hands: two fingers pinch, two taps zoom, the mouse drags what is no text ---------------------------------------
  const fingers = new Map();
  let pinch = null, drag = null, moved = false, tapped = null;
  const spread = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
  };
  pane.addEventListener("pointerdown", (event) => {
    moved = false;
    if (event.pointerType === "touch") {
      fingers.set(event.pointerId, event);
      if (fingers.size === 2) pinch = { apart: spread(), zoom };
    } else if (zoom > 1 && (event.button === 1 || (event.button === 0 && !event.target.closest(".sheet span")))) {
      drag = { x: event.clientX, y: event.clientY, left: pane.scrollLeft, top: pane.scrollTop };
      event.preventDefault();
      pane.focus({ preventScroll: true });
    }
  });
  pane.addEventListener("pointermove", (event) => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event);
    if (pinch && fingers.size === 2) {
      const [one, other] = [...fingers.values()].map(within);
      zoomTo(pinch.zoom * spread() / pinch.apart, (one[0] + other[0]) / 2, (one[1] + other[1]) / 2);
      moved = true;
    } else if (drag) {
      const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
      if (Math.hypot(x, y) < 4 && !moved) return;
      if (!moved) pane.setPointerCapture(event.pointerId);
      moved = true;
      pane.classList.add("dragged");
      pane.scrollTo(drag.left - x, drag.top - y);
    }
  });
  const lift = (event) => {
    fingers.delete(event.pointerId);
    if (fingers.size < 2) pinch = null;
    drag = null;
    pane.classList.remove("dragged");
  };
  pane.addEventListener("pointerup", (event) => {
    const wasPinch = pinch !== null;
    lift(event);
    if (event.pointerType !== "touch" || wasPinch) return;
    const twice = tapped && event.timeStamp - tapped.timeStamp < 300
      && Math.hypot(event.clientX - tapped.clientX, event.clientY - tapped.clientY) < 30;
    tapped = twice ? null : event;
    if (twice) {
      clearTimeout(opening);
      zoomTo(zoom > 1 ? 1 : 3, ...within(event));
    }
  });
  pane.addEventListener("pointercancel", lift);
  pane.addEventListener("dragstart", (event) => drag && event.preventDefault());

  // --- an article opens wherever it is touched, unless words are being selected ----------------------------------------
  let opening = 0;
  pane.addEventListener("click", (event) => {
    if (moved) {
      event.preventDefault();
      return;
    }
    if (event.target.closest("a") || !getSelection().isCollapsed) return;
    const area = event.target.closest("[data-piece]")?.querySelector(".area");
    if (!area) return;
    const open = () => area.dispatchEvent(new MouseEvent("click", event));
    // A second tap may follow.
    if (event.pointerType === "touch") opening = setTimeout(open, 300);
    else open();
  });

  // --- what is pointed at in the list is marked on the page, and the other way about ------------------------------------
  const partners = new Map();
  for (const each of document.querySelectorAll(".listed [data-piece], .sheet div[data-piece]")) {
    partners.set(each.dataset.piece, [...(partners.get(each.dataset.piece) ?? []), each]);
  }
  const mark = (on) => (event) => {
    const own = event.target.closest?.(".listed [data-piece], .sheet div[data-piece]");
    for (const each of partners.get(own?.dataset.piece) ?? []) if (each !== own) each.toggleAttribute("data-marked", on);
  };
  for (const part of [sheet, document.querySelector(".listed")]) {
    part?.addEventListener("pointerover", mark(true));
    part?.addEventListener("pointerout", mark(false));
    part?.addEventListener("focusin", mark(true));
    part?.addEventListener("focusout", mark(false));
  }

  // --- opened, it is the whole document; printed then, it stands on its own sheet ---------------------------------------
  const isOpen = () => location.hash === "#page-view";
  let back = null;
  const others = () => {
    const found = [];
    for (let at = view; at !== document.body; at = at.parentElement) {
      found.push(...[...at.parentElement.children].filter((each) => each !== at && each.tagName !== "SCRIPT"));
    }
    return found;
  };
  const opened = (event) => {
    for (const each of others()) each.inert = isOpen();
    zoomTo(1);
    if (isOpen()) {
      // What is not loaded is not printed.
      for (const image of sheet.querySelectorAll("img")) image.loading = "eager";
      back = document.querySelector(matchMedia("(max-width: 767px)").matches ? ".open-view" : ".enlarge");
      pane.focus({ preventScroll: true });
    } else if (event) back?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", opened);
  if (isOpen()) {
    opened();
    // A browser that has found the address's target takes the focus away again.
    addEventListener("load", () => setTimeout(() => isOpen() && pane.focus({ preventScroll: true })));
  }
  const close = view.querySelector(".close");
  close.addEventListener("click", (event) => {
    // The reader is back where they were, rather than at the start of the text.
    event.preventDefault();
    const [x, y] = [scrollX, scrollY];
    location.hash = "";
    history.replaceState(null, "", location.pathname + location.search);
    opened(event);
    scrollTo(x, y);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) close.click();
  });
  const printer = button(words.print, words.print, () => {
    const ready = () => Promise.allSettled([...sheet.querySelectorAll("img")].map((image) => image.decode())).then(() => print());
    if (isOpen()) ready();
    else {
      addEventListener("hashchange", () => {
        addEventListener("afterprint", () => close.click(), { once: true });
        ready();
      }, { once: true });
      location.hash = "page-view";
    }
  });
  printer.className = "print";
})();
