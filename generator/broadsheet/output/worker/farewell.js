// This edition is not kept in browsers any more. Whoever had its earlier worker gets this one, which takes away what
// that one stored and then itself.
"use strict";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  const ours = `broadsheet ${new URL(self.registration.scope).pathname} `;
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith(ours)) await caches.delete(name);
      const search = await caches.open("search of broadsheet");
      for (const key of await search.keys()) if (key.url.startsWith(self.registration.scope)) await search.delete(key);
      if (!(await search.keys()).length) await caches.delete("search of broadsheet");
      await self.registration.unregister();
    })(),
  );
});
