// A service worker answers for its own folder only: this one is for the English page.
importScripts("../coba/offline.js");
