// An article that was left half read opens where it was left: not when the address names a part of it, and not when the
// browser itself brings the reader back.
(() => {
  "use strict";
  const { get, set, settings, place } = window.broadsheet;
  const MOST = 100;
  const blocks = [...document.querySelectorAll(".story .text > *")];
  if (!blocks.length) return;
  const here = place(location.pathname);

  const [entry] = performance.getEntriesByType("navigation");
  const kept = get("places", {})[here];
  if (settings().places && kept && !location.hash && entry?.type === "navigate" && scrollY === 0) {
    const block = blocks[kept[0]];
    if (block) {
      const box = block.getBoundingClientRect();
      scrollTo({ top: scrollY + box.top + box.height * kept[1], behavior: "instant" });
    }
  }

  // The first block of which something is on the screen, and how much of it is above; less than nothing where a
  // heading or a photo between the parts still stands over it.
  const keep = () => {
    const places = get("places", {});
    const wasKept = here in places;
    delete places[here];
    const ended = blocks.at(-1).getBoundingClientRect().bottom <= innerHeight;
    const at = blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
    const begun = at > 0 || (at === 0 && blocks[0].getBoundingClientRect().top < 0);
    if (settings().places && begun && !ended) {
      const box = blocks[at].getBoundingClientRect();
      places[here] = [at, box.height ? -box.top / box.height : 0];
    } else if (!wasKept) return;
    set("places", Object.fromEntries(Object.entries(places).slice(-MOST)));
  };
  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
})();
