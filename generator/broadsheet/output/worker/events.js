// --- Events: what the browser and the documents ask of the worker. ---

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      await fill(await caches.open(SHELL), PAPER.shell, null, () => {});
      // At once, unless open documents rely on a worker that stores in another way.
      const names = await caches.keys();
      if (!names.some((name) => name.startsWith(OURS) && !name.startsWith(PREFIX))) await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        const isOther = !name.startsWith(PREFIX) || (name.startsWith(`${PREFIX}shell `) && name !== SHELL);
        if (name.startsWith(OURS) && isOther) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = request.method === "GET" && !request.headers.has("range") ? addressOf(request.url) : null;
  if (address === null) return;
  if (request.mode === "navigate") event.respondWith(answerDocument(event, address, offlineDocument));
  else if (isHashed(address)) event.respondWith(answerHashed(event, address));
  else if (address.startsWith("search/")) event.respondWith(answerDocument(event, address, Response.error));
  else if (issueOf(address) !== null && request.destination === "image") event.respondWith(answerPicture(event, address));
});

const tasks = {
  /** A document was opened: keep its issue and what it showed, and look whether anything kept has changed. */
  async read({ url, issue, seen }) {
    await alone(async () => {
      if (ISSUE.test(issue)) await keepRead(issue).catch(() => {});
      await keepShown([...seen, url]).catch(() => {});
      await look();
    });
    return {};
  },

  async save({ issue }, tell) {
    return alone(async () => {
      await renew(issue, { whole: true, tell });
      return { issues: (await readState()).issues };
    });
  },

  async remove({ issue }) {
    return alone(async () => {
      await drop(issue);
      return { issues: (await readState()).issues };
    });
  },

  async list() {
    return { issues: (await readState()).issues };
  },
};

/**
 * Stores what was shown before this worker had a hand in it, in that order; the browser's own cache mostly has it. Where
 * the network goes it ends: the document is the last, as without its scripts and styles it is worse than none.
 */
async function keepShown(urls) {
  for (const address of new Set(urls.map(addressOf))) {
    if (address === null || (issueOf(address) !== null && address.endsWith(".html"))) continue;
    if (!isHashed(address) && !/\.(?:html|webp)$/.test(address)) continue;
    if (await caches.match(urlOf(address))) continue;
    const answer = await fetch(urlOf(address));
    if (answer.ok) await keepHashed(address, answer);
  }
}

self.addEventListener("message", (event) => {
  const task = tasks[event.data?.kind];
  if (!task) return;
  const tell = (said) => event.ports[0]?.postMessage(said);
  const ended = task(event.data, tell).then(
    (result) => tell({ ended: "well", ...result }),
    (fault) => tell({ ended: isFull(fault) ? "full" : "failed" }),
  );
  event.waitUntil(ended);
});
