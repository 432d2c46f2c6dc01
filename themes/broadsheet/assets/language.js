// The interface in the paper's second language, if that is what the reader wants. Documents bring both: what stands in
// them in the paper's language has the other in `data-second`, and for attributes in `data-second-NAME`.
// Runs before the scripts that show strings.
(() => {
  "use strict";
  const { language } = document.currentScript.dataset;
  if (window.broadsheet.settings().language !== language) return;
  const swap = (tree) => {
    for (const element of tree.querySelectorAll("[data-second]")) {
      element.textContent = element.dataset.second;
      element.lang = language;
    }
    for (const element of tree.querySelectorAll("[data-second-on]")) {
      for (const name of element.dataset.secondOn.split(" ")) element.setAttribute(name, element.getAttribute(`data-second-${name}`));
    }
    for (const template of tree.querySelectorAll("template")) swap(template.content);
  };
  swap(document);
  document.documentElement.dataset.interface = language;
})();
