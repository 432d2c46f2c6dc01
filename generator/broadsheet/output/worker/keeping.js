// --- Keeping an issue: one generation is filled by the issue's list, every file checked, and counts when it is whole. ---

const AT_ONCE = 4; // files that are fetched at the same time
const PATIENCE = 60_000; // ms for one file

/** What the host hands out is not what the list says: another build, a proxy's page, half a file. */
class Mismatch extends Error {}

/** Brings the kept generation of an issue up to the host's; `whole` for pictures and fonts that were not seen too. */
async function renew(folder, { whole = false, tell = () => {} } = {}) {
  const url = urlOf(`${folder}offline.json`);
  const answer = await fetch(url, { cache: "no-cache", signal: AbortSignal.timeout(PATIENCE) });
  if (answer.status === 404 || answer.status === 410) return drop(folder);
  if (!answer.ok) throw new Mismatch(`${answer.status} ${url}`);
  const bytes = await answer.arrayBuffer();
  const list = parsed(bytes, folder);
  const stamp = await sha256(bytes);
  const old = (await readState()).issues[folder];
  const saved = whole || Boolean(old?.saved);
  if (old?.stamp === stamp && old.saved === saved) return;
  const before = old && old.stamp !== stamp ? await caches.open(generation(folder, old.stamp)) : null;
  const shelf = await caches.open(generation(folder, stamp));
  try {
    await fill(shelf, await wanted(list, saved, before), before, tell);
  } catch (fault) {
    if (before && isFull(fault)) await withdraw(before, list);
    throw fault;
  }
  await shelf.put(url, stored(bytes, answer, stamp));
  const state = await readState();
  state.issues[folder] = { stamp, title: list.title, saved, read: old?.read ?? Date.now() };
  await writeState(state);
  if (before) await retire(before);
}

function parsed(bytes, folder) {
  let list;
  try {
    list = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Mismatch("no list");
  }
  if (list.schema !== 1 || list.issue !== folder) throw new Mismatch("not the issue's list");
  return list;
}

/** The files of a list to keep: text and assets; of the others those seen, or for a saved issue one of each picture. */
async function wanted(list, saved, before) {
  const instead = new Set(list.photos.flatMap(([, ...others]) => others));
  const seen = new Set((before ? await before.keys() : []).map(({ url }) => url));
  return list.files.filter(([address, , , group], place) => {
    if (group === "text" || group === "assets") return true;
    if (group !== "pictures" && group !== "fonts") return false;
    return seen.has(urlOf(address)) || (saved && !instead.has(place));
  });
}

/** Stores all files or throws; what is stored already stays for the next attempt. */
async function fill(shelf, files, before, tell) {
  const total = files.reduce((sum, [, , size]) => sum + size, 0);
  const rest = [...files];
  let done = 0;
  const work = async () => {
    for (let file; (file = rest.shift()); ) {
      await place(shelf, file, before);
      tell({ done: (done += file[2]), total });
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    rest.length = 0;
  }
}

/** Stores one file whose digest is right: from another generation, else from the host. */
async function place(shelf, [address, digest], before) {
  const url = urlOf(address);
  if (await shelf.match(url)) return;
  for (const copy of [await before?.match(url), isHashed(address) && (await caches.match(url))]) {
    if (copy && copy.headers.get(DIGEST) === digest) return shelf.put(url, copy);
  }
  for (const cache of isHashed(address) ? ["default", "reload"] : ["no-cache"]) {
    const answer = await fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) });
    const bytes = answer.ok ? await answer.arrayBuffer() : null;
    if (bytes && (await sha256(bytes)) === digest) return shelf.put(url, stored(bytes, answer, digest));
  }
  throw new Mismatch(address);
}

/** Empties a generation that another replaced. What documents being opened may still ask for goes at the next look. */
async function retire(shelf) {
  for (const key of await shelf.keys()) if (!/\.(?:css|js|woff2)$/.test(key.url)) await shelf.delete(key);
}

/** Takes out of a kept generation, which there is no room to replace, what the present list does not hold any more. */
async function withdraw(shelf, list) {
  const digests = new Map(list.files.map(([address, digest]) => [urlOf(address), digest]));
  for (const key of await shelf.keys()) {
    const copy = await shelf.match(key);
    if (!key.url.endsWith("/offline.json") && copy.headers.get(DIGEST) !== digests.get(key.url)) await shelf.delete(key);
  }
}

const isFull = (fault) => fault.name === "QuotaExceededError";

/** Forgets an issue with all its generations. */
async function drop(folder) {
  const state = await readState();
  delete state.issues[folder];
  await writeState(state);
  for (const name of await caches.keys()) {
    if (name.startsWith(`${PREFIX}issue ${folder} `)) await caches.delete(name);
  }
}

/** Keeps the issue that is being read, and of those before it as many as the paper says; saved ones stay. */
async function keepRead(folder) {
  if (PAPER.keep === 0 || navigator.connection?.saveData) return;
  const isKept = folder in (await readState()).issues;
  if ((!isKept || stale.delete(folder)) && Date.now() - (tried.get(folder) ?? 0) > LOOK_EVERY) {
    tried.set(folder, Date.now());
    await renew(folder);
    tried.delete(folder);
  }
  const state = await readState();
  if (!state.issues[folder]) return;
  state.issues[folder].read = Date.now();
  await writeState(state);
  const unsaved = Object.entries(state.issues).filter(([, { saved }]) => !saved);
  unsaved.sort(([, one], [, other]) => other.read - one.read);
  for (const [each] of unsaved.slice(PAPER.keep)) await drop(each);
}

const stale = new Set(); // issues of which the host has shown another build than the one that is kept
const tried = new Map(); // issues that could not be had whole, with the time in ms

/** Stores a picture or font that was just shown, where the kept build of its issue lists it. */
async function keepSeen(address, answer) {
  const kept = await keptIssue(issueOf(address));
  const digest = kept?.file(address)?.[1];
  if (!digest || (await kept.shelf.match(urlOf(address)))) return;
  const bytes = await answer.arrayBuffer();
  if ((await sha256(bytes)) === digest) await kept.shelf.put(urlOf(address), stored(bytes, answer, digest));
}
