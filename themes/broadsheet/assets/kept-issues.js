// A button that stores the issue whole, and the list of the issues that this browser keeps. The service worker does the
// work; where there is none, neither is shown.
(() => {
  "use strict";
  const SILENCE = 90_000; // ms after which a worker counts as gone
  const keep = document.querySelector("template#keep-issue");
  const list = document.querySelector("template#kept-issues");
  if (!(keep || list) || !("serviceWorker" in navigator) || !/^https?:$/.test(location.protocol)) return;

  // What the worker answers at the end; `tell` hears of its progress.
  const ask = async (message, tell = () => {}) => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
      let silence;
      const end = (said) => {
        clearTimeout(silence);
        port1.close();
        resolve(said);
      };
      const wait = () => {
        clearTimeout(silence);
        silence = setTimeout(end, SILENCE, { ended: "failed" });
      };
      port1.onmessage = ({ data }) => {
        if (data.ended) return end(data);
        wait();
        tell(data);
      };
      wait();
      active.postMessage(message, [port2]);
    });
  };

  const showButton = async () => {
    const { issue } = keep.dataset;
    const part = keep.content.querySelector(".keep-issue").cloneNode(true);
    const [save, remove] = part.querySelectorAll("button");
    const bar = part.querySelector("progress");
    const status = part.querySelector("[role=status]");
    const say = (what) => {
      const words = keep.content.querySelector(`[data-said="${what}"]`);
      status.replaceChildren(...(words ? [words.cloneNode(true)] : []));
    };
    const show = (issues) => {
      const isSaved = Boolean(issues?.[issue]?.saved);
      save.hidden = isSaved;
      remove.hidden = !isSaved;
    };
    const move = (from, to) => document.activeElement === document.body && from.hidden && to.focus();
    save.addEventListener("click", async () => {
      save.disabled = true;
      bar.hidden = false;
      say("save");
      navigator.storage?.persist?.();
      const { ended, issues } = await ask({ kind: "save", issue }, ({ done, total }) => (bar.value = done / total));
      save.disabled = false;
      bar.hidden = true;
      bar.value = 0;
      if (issues) show(issues);
      say(ended);
      move(save, remove);
    });
    remove.addEventListener("click", async () => {
      const { issues } = await ask({ kind: "remove", issue });
      if (issues) show(issues);
      say("");
      move(remove, save);
    });
    const { issues } = await ask({ kind: "list" });
    show(issues);
    keep.after(part);
  };

  const showList = async () => {
    const { issues = {} } = await ask({ kind: "list" });
    const { scope } = await navigator.serviceWorker.ready;
    const part = list.content.firstElementChild.cloneNode(true);
    const model = part.querySelector("li");
    const items = Object.keys(issues).sort().reverse().map((folder) => {
      const item = model.cloneNode(true);
      const link = item.querySelector("a");
      link.href = `${scope}${folder.split("/").map(encodeURIComponent).join("/")}index.html`;
      link.textContent = issues[folder].title;
      if (!issues[folder].saved) item.querySelector("span").remove();
      const remove = item.querySelector("button");
      // "Remove 24 November": the button says which one, in whatever language the interface is.
      link.id = `kept-${folder}`;
      remove.id = `remove-${folder}`;
      remove.setAttribute("aria-labelledby", `${remove.id} ${link.id}`);
      remove.addEventListener("click", async () => {
        await ask({ kind: "remove", issue: folder });
        item.remove();
        if (!part.querySelector("li")) part.remove();
      });
      return item;
    });
    part.querySelector("ul").replaceChildren(...items);
    if (items.length) list.after(part);
  };

  if (keep) showButton();
  if (list) showList();
})();
