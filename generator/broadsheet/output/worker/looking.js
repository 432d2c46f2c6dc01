// --- Looking: what is kept is compared with the host, so that a correction or retraction reaches it. ---

const LOOK_EVERY = 600_000; // ms

/** Compares everything that is kept with the host, at most once in ten minutes. */
async function look() {
  const { looked, issues } = await readState();
  if (Date.now() - looked < LOOK_EVERY) return;
  try {
    for (const folder of Object.keys(issues)) await renew(folder).catch(unlessOffline);
    await lookAtDocuments();
  } catch {
    return; // the host is out of reach: the next document tries again
  }
  await sweep();
  await writeState({ ...(await readState()), looked: Date.now() });
}

/** A build that cannot be had whole leaves the kept one as it is; no network at all ends the look. */
function unlessOffline(fault) {
  if (fault instanceof TypeError) throw fault;
}

/** The documents outside issues: the present ones in place of the kept ones, and those that are gone taken away. */
async function lookAtDocuments() {
  const documents = await caches.open(DOCUMENTS);
  for (const { url } of await documents.keys()) {
    const answer = await fetch(url, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
    if (answer.status === 404 || answer.status === 410) await documents.delete(url);
    else if (answer.ok) await remember(url, answer);
  }
  for (const name of [ASSETS, SEARCH]) if (await caches.has(name)) await lookAtIndex(await caches.open(name));
}

/** The files of the search index, whose names tell their contents: those that are gone are taken away. */
async function lookAtIndex(shelf) {
  for (const { url } of await shelf.keys()) {
    const address = addressOf(url);
    if (!address?.startsWith("search/")) continue; // the other assets carry no article's text
    const ask = { method: "HEAD", cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) };
    const { status } = await fetch(urlOf(address), ask);
    if (status === 404 || status === 410) await shelf.delete(url);
  }
}

/** Takes away the generations that no longer count: replaced ones, and those that never became whole. */
async function sweep() {
  const { issues } = await readState();
  const counting = new Set(Object.entries(issues).map(([folder, { stamp }]) => generation(folder, stamp)));
  for (const name of await caches.keys()) {
    if (name.startsWith(`${PREFIX}issue `) && !counting.has(name)) await caches.delete(name);
  }
}
