// --- Shelves: what is stored, and under which names. Papers may share a host, so that all names carry the path. ---

const OURS = `broadsheet ${new URL(ROOT).pathname} `;
const FORMAT = 1; // counts up when a worker cannot read what an earlier one stored
const PREFIX = `${OURS}${FORMAT} `;
const STATE = `${PREFIX}state`;
const SHELL = `${PREFIX}shell ${PAPER.shell[0][1]}`; // the document for what is not kept, with its assets
const DOCUMENTS = `${PREFIX}documents`; // outside issues, as last seen
const ASSETS = `${PREFIX}assets`; // of those, with hashes in their names
const SEARCH = "search of broadsheet"; // what the search keeps itself, of all papers of this host
const MOST = { [DOCUMENTS]: 60, [ASSETS]: 120 };
const DIGEST = "x-broadsheet-sha256";

/** One build of one issue; `stamp` is the SHA-256 of its list. It counts only while the state names it. */
const generation = (folder, stamp) => `${PREFIX}issue ${folder} ${stamp}`;

/** {looked: when all was compared with the host, issues: {folder: {stamp, title, saved, read}}}; times in ms. */
async function readState() {
  const found = await (await caches.open(STATE)).match(`${ROOT}?state`);
  return found ? found.json() : { looked: 0, issues: {} };
}

/** Replaces the state in one step. Only for whoever holds the lock. */
async function writeState(state) {
  await (await caches.open(STATE)).put(`${ROOT}?state`, new Response(JSON.stringify(state)));
}

/** Whoever changes what is kept does so alone, among all workers of this paper. */
const alone = (task) => navigator.locks.request(`${PREFIX}keeping`, task);

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A response as it is stored: its own headers, among them the host's policies, but none of the way it came. */
function stored(bytes, answer, digest) {
  const headers = new Headers(answer.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding", "vary"]) headers.delete(name);
  headers.set(DIGEST, digest);
  return new Response(bytes, { headers });
}

/** Puts a response on a bounded shelf and takes off the oldest. */
async function putBounded(name, url, response) {
  const shelf = await caches.open(name);
  await shelf.delete(url);
  await shelf.put(url, response);
  const keys = await shelf.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST[name]))) await shelf.delete(key);
}

const lists = new Map(); // of generations, by stamp, as read from their shelves

/** The generation that is kept: its shelf, its list, and a file of that by address; null when the issue is not kept. */
async function keptIssue(folder) {
  const stamp = folder === null ? null : (await readState()).issues[folder]?.stamp;
  if (!stamp) return null;
  const shelf = await caches.open(generation(folder, stamp));
  if (!lists.has(stamp)) {
    const found = await shelf.match(urlOf(`${folder}offline.json`));
    if (!found) return null;
    lists.set(stamp, await found.json());
  }
  const list = lists.get(stamp);
  return { shelf, list, file: (address) => list.files.find(([each]) => each === address) };
}
