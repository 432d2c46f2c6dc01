// What is kept of the reader: on this device alone, and for this document only where storage is closed.
window.broadsheet = (() => {
  "use strict";
  const memory = new Map();
  const get = (name, otherwise) => {
    try {
      memory.set(name, JSON.parse(localStorage.getItem(`broadsheet-${name}`)));
    } catch {
      // Storage is closed, or holds what is none of ours.
    }
    const found = memory.get(name);
    return found && typeof found === typeof otherwise && Array.isArray(found) === Array.isArray(otherwise) ? found : otherwise;
  };
  const set = (name, value) => {
    memory.set(name, value);
    try {
      localStorage.setItem(`broadsheet-${name}`, JSON.stringify(value));
    } catch {
      // It holds until the document is left.
    }
  };
  // Settings that are as they come are not kept.
  const usual = { size: "2", measure: "normal", scheme: "auto", language: "", places: true, marks: true, swipe: true };
  const settings = () => ({ ...usual, ...get("settings", {}) });
  const change = (name, value) => {
    const kept = { ...get("settings", {}), [name]: value };
    if (value === usual[name]) delete kept[name];
    set("settings", kept);
    dispatchEvent(new CustomEvent("broadsheet-settings", { detail: kept }));
  };
  // A document by whatever address a host gives it.
  const place = (path) => path.replace(/(?:index)?\.html$/, "");
  return { get, set, settings, change, place };
})();
