// A month's list has its newest issue first; here it can be read in the order of publication, as a serial wants it.
(() => {
  const template = document.querySelector("template.reading-order");
  const list = document.querySelector("ol.list");
  if (!template || !list || list.children.length < 2) return;
  const button = template.content.querySelector("button");
  const words = { newest: button.textContent, oldest: template.dataset.newest };
  let order = "newest";

  // Issues change places; inside an issue articles stay as they are read.
  const turn = () => {
    const issues = new Map();
    for (const item of list.children) {
      const issue = item.querySelector(".meta a").href;
      issues.set(issue, [...(issues.get(issue) ?? []), item]);
    }
    list.append(...[...issues.values()].reverse().flat());
    order = order === "newest" ? "oldest" : "newest";
    button.textContent = words[order];
  };
  const follow = () => {
    if (location.hash !== "#in-order") return;
    if (order === "newest") turn();
    scrollTo(0, 0);
  };
  button.addEventListener("click", turn);
  document.querySelector(".about-list").append(button);
  addEventListener("hashchange", follow);
  follow();
})();
