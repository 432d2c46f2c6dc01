// Articles that have been read to their end are marked where they are listed.
(() => {
  "use strict";
  const { get, set, settings, place } = window.broadsheet;
  const MOST = 2000, GLANCE = 2000;
  const mark = document.getElementById("read-mark")?.content.firstElementChild;
  if (!mark) return;

  const show = () => {
    for (const old of document.querySelectorAll(".read-mark")) old.remove();
    for (const old of document.querySelectorAll("[data-read]")) old.removeAttribute("data-read");
    if (!settings().marks) return;
    const read = new Set(get("read", []));
    if (!read.size) return;
    for (const link of document.querySelectorAll("main :is(h2, h3, h4, li, .headline) > a, main .turn a")) {
      if (link.closest(".text") || !read.has(place(link.pathname)) || link.hash.length > 1) continue;
      link.toggleAttribute("data-read", true);
      if (link.closest(".turn")) link.lastElementChild.append(" ", mark.cloneNode(true));
      else link.after(" ", mark.cloneNode(true));
    }
  };
  show();
  addEventListener("pageshow", (event) => event.persisted && show());
  addEventListener("broadsheet-settings", show);
  addEventListener("broadsheet-forgotten", show);
  addEventListener("broadsheet-listed", show); // a list that another script has made or added to

  // Read is what has been open for a moment and whose last words have been on the screen.
  const last = [...document.querySelectorAll("body.article .story .text > *")].pop();
  if (!last || document.body.classList.contains("plain")) return;
  let seen = 0;
  const done = () => {
    if (!settings().marks) return;
    const here = place(location.pathname);
    set("read", [...get("read", []).filter((each) => each !== here), here].slice(-MOST));
  };
  const watch = new IntersectionObserver(([entry]) => {
    clearTimeout(seen);
    if (!entry.isIntersecting) return;
    seen = setTimeout(() => {
      watch.disconnect();
      done();
    }, Math.max(0, GLANCE - performance.now()));
  });
  watch.observe(last);
})();
