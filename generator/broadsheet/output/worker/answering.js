// --- Answering: the host first, as it has the newest; what is kept when it does not answer. ---

const WAIT = 4_000; // ms for the host where something is kept

/** A document, or what the search asks for: the host's, else the one that is kept, else what `otherwise` gives. */
async function answerDocument(event, address, otherwise) {
  const kept = () => keptDocument(address);
  const answer = await fromHost(event, kept);
  if (!answer) return (await kept()) ?? otherwise();
  if (answer.status >= 500) return (await kept()) ?? answer;
  if (answer.type === "basic") event.waitUntil(compare(address, answer.clone()).catch(() => {}));
  return answer;
}

/** The host's answer; null when there is none, or when it is late and something is kept. */
async function fromHost(event, kept) {
  const answer = fetch(event.request).catch(() => null);
  event.waitUntil(answer);
  const late = new Promise((resolve) => setTimeout(resolve, WAIT, "late"));
  const first = await Promise.race([answer, late]);
  return first === "late" ? ((await kept()) ? null : answer) : first;
}

/** What the host has just shown of a document, compared with what is kept of it. */
async function compare(address, answer) {
  const folder = issueOf(address);
  const gone = answer.status === 404 || answer.status === 410;
  if (folder === null) {
    if (gone) for (const each of meantBy(address)) await (await caches.open(DOCUMENTS)).delete(urlOf(each));
    else if (answer.ok) await remember(urlOf(address), answer);
    return;
  }
  const issue = await keptIssue(folder);
  const digest = issue && meantBy(address).map(issue.file).find(Boolean)?.[1];
  if (digest && (gone || (answer.ok && (await sha256(await answer.arrayBuffer())) !== digest))) stale.add(folder);
}

async function keptDocument(address) {
  const issue = await keptIssue(issueOf(address));
  const shelf = issue ? issue.shelf : issueOf(address) === null ? await caches.open(DOCUMENTS) : null;
  for (const each of meantBy(address)) {
    const found = await shelf?.match(urlOf(each));
    if (found) return found;
  }
  return null;
}

/** The document for what is not kept; it may stand at any address, and its links lead from the edition's root. */
async function offlineDocument() {
  const found = await (await caches.open(SHELL)).match(urlOf(PAPER.offline));
  if (!found) return Response.error();
  const text = (await found.text()).replace("<head>", `<head>\n<base href="${new URL(ROOT).pathname}">`);
  return new Response(text, { headers: found.headers });
}

/** A file with a hash in its name: any copy is the right one. */
async function answerHashed(event, address) {
  const url = urlOf(address);
  const found = await caches.match(url);
  if (found) return found;
  const instead = () => otherWidth(address);
  const answer = await fromHost(event, instead);
  if (!answer) return (await instead()) ?? Response.error();
  if (answer.ok) event.waitUntil(keepHashed(address, answer.clone()).catch(() => {}));
  return answer;
}

/** The width of the same photo, of the same build, that is kept. */
async function otherWidth(address) {
  const issue = await keptIssue(issueOf(address));
  const place = issue ? issue.list.files.findIndex(([each]) => each === address) : -1;
  const widths = issue?.list.photos.find((photo) => photo.includes(place)) ?? [];
  for (const each of widths) {
    const found = await issue.shelf.match(urlOf(issue.list.files[each][0]));
    if (found) return found;
  }
  return null;
}

/** A file of an issue at an address without a hash: a page's picture. */
async function answerPicture(event, address) {
  const kept = async () => (await keptIssue(issueOf(address)))?.shelf.match(urlOf(address));
  const answer = await fromHost(event, kept);
  if (!answer) return (await kept()) ?? Response.error();
  if (answer.ok) event.waitUntil(keepSeen(address, answer.clone()).catch(() => {}));
  return answer;
}

async function keepHashed(address, answer) {
  if (issueOf(address) !== null) await keepSeen(address, answer);
  else await remember(urlOf(address), answer);
}

/** Stores what lies outside issues: documents and the files of the search as last seen, assets by their hashes. */
async function remember(url, answer) {
  const address = addressOf(url);
  const isDocument = answer.headers.get("content-type")?.startsWith("text/html") || address.startsWith("search/");
  if (!isHashed(address) && !isDocument) return;
  const bytes = await answer.arrayBuffer();
  const digest = await sha256(bytes);
  if (isHashed(address) && !digest.startsWith(hashIn(address))) return;
  await putBounded(isHashed(address) ? ASSETS : DOCUMENTS, url, stored(bytes, answer, digest));
}
