/**
 * Service worker: shows the page when there is no network, from what worker.js has kept.
 *
 * With a network the page comes from there, so that a new version is seen at once. A service worker
 * answers for its own folder and those below; docs/try/offline.js is the same for the English page.
 */

const CACHE = "kopdes-jamsos"; // worker.js fills it

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

async function answer(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const store = await caches.open(CACHE);
    const kept = await store.match(request, { ignoreSearch: true, ignoreVary: true });
    if (!kept) throw error;
    return kept;
  }
}
