// --- Addresses: NFC paths from the edition's root, not encoded; a folder's is its index.html. ---

const ROOT = self.registration.scope;
const ISSUE = /^\d{4}\/\d\d\/\d\d(?:-[^/]+)?\//;

/** The address of a URL of the edition; null for any other. */
function addressOf(url) {
  const { origin, pathname } = new URL(url);
  const root = new URL(ROOT);
  if (origin !== root.origin || !pathname.startsWith(root.pathname)) return null;
  let path;
  try {
    path = decodeURIComponent(pathname.slice(root.pathname.length)).normalize("NFC");
  } catch {
    return null;
  }
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

/** The URL under which an address is fetched and stored. */
const urlOf = (address) => ROOT + address.split("/").map(encodeURIComponent).join("/");

/** The addresses that a host may mean by one that it shows without its ending. */
const meantBy = (address) =>
  address.endsWith(".html") ? [address] : [address, `${address}.html`, `${address}/index.html`];

/** The folder of the issue that an address lies in; null outside issues. */
const issueOf = (address) => ISSUE.exec(address)?.[0] ?? null;

/** The hash that a name carries, the beginning of the SHA-256 of bytes that never change; null without one. */
const hashIn = (address) => /\.([0-9a-f]{10})\.\w+$/.exec(address)?.[1] ?? null;
const isHashed = (address) => hashIn(address) !== null;
