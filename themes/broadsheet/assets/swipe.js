// A finger drawn across turns the page, as the links before and after do. Scrolling, zooming, selecting and the
// system's own gestures from the edges stay what they are.
(() => {
  "use strict";
  const FAR = 60, EDGE = 32, LONG = 800;
  if (!document.body.matches(".page, .article")) return;
  let start = null;
  const busy = (target) => {
    if (window.visualViewport?.scale > 1 || location.hash === "#page-view" || !getSelection().isCollapsed) return true;
    if (target.closest("input, select, textarea, [contenteditable], .window, .reading-controls, .speaker, dialog")) return true;
    for (let at = target; at && at !== document.body; at = at.parentElement) {
      if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
  };
  document.addEventListener("touchstart", (event) => {
    const [touch] = event.touches;
    const fits = event.touches.length === 1 && touch.clientX > EDGE && touch.clientX < innerWidth - EDGE;
    start = fits && window.broadsheet.settings().swipe && !busy(event.target)
      ? { x: touch.clientX, y: touch.clientY, at: event.timeStamp } : null;
  }, { passive: true });
  document.addEventListener("touchend", (event) => {
    const [touch] = event.changedTouches;
    if (!start || event.touches.length) return;
    const [across, down] = [touch.clientX - start.x, touch.clientY - start.y];
    const isSwipe = Math.abs(across) > FAR && Math.abs(across) > 2 * Math.abs(down) && event.timeStamp - start.at < LONG;
    start = null;
    if (!isSwipe || !getSelection().isCollapsed) return;
    const link = document.querySelector(`link[rel=${across < 0 ? "next" : "prev"}]`);
    if (link) location.href = link.href;
  }, { passive: true });
  document.addEventListener("touchcancel", () => { start = null; }, { passive: true });
})();
