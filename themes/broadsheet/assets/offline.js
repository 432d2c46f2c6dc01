// Registers the service worker, which keeps what is read for times without a network, and tells it what is being read.
// Everything works without it. From disk there is none; in the live preview it would hide changes.
(() => {
  "use strict";
  const { worker, issue = "" } = document.currentScript.dataset;
  if (!("serviceWorker" in navigator) || !/^https?:$/.test(location.protocol)) return;
  const workers = navigator.serviceWorker;

  const leave = async () => (await workers.getRegistration(worker))?.unregister();
  const begin = async () => {
    await workers.register(worker);
    const { active } = await workers.ready;
    const seen = performance.getEntriesByType("resource").map(({ name }) => name);
    active.postMessage({ kind: "read", url: location.href, issue, seen });
  };
  const start = () => (document.querySelector('script[src="/livereload.js"]') ? leave() : begin()).catch(() => {});
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
})();
