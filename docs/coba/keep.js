/** Lets both pages be shown without a network, from what worker.js has kept. */

const FOLDERS = ["coba/", "try/"];

/**
 * Register offline.js for both: the English page starts the worker of the Indonesian one, and a
 * browser asks the service worker of a script's folder for it.
 */
export async function keep() {
  if (!navigator.serviceWorker) return; // plain http, and some private windows
  for (const folder of FOLDERS) {
    const script = new URL(`../${folder}offline.js`, import.meta.url);
    await navigator.serviceWorker.register(script).catch(console.info);
  }
}
