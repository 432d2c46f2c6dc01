// What the reader has set takes effect before the text is drawn, where this script is at hand by then.
(() => {
  "use strict";
  const { dataset } = document.documentElement;
  const apply = (settings) => {
    for (const name of ["size", "measure", "scheme"]) {
      if (settings[name]) dataset[name] = settings[name];
      else delete dataset[name];
    }
  };
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem("broadsheet-settings")) ?? {};
    } catch {
      return {};
    }
  };
  apply(kept());
  addEventListener("broadsheet-settings", (event) => apply(event.detail));
  // Set in another window, or while this document lay behind the present one.
  addEventListener("storage", () => apply(kept()));
  addEventListener("pageshow", (event) => event.persisted && apply(kept()));
})();
