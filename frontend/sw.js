// The service worker of the PSM app: after one visit with a network, every screen opens without.
//
// `cargo xtask build` puts the version and the lists of URLs into this file. All lists belong
// to one release: a browser sees that this file differs, installs the new release beside the
// running one, and changes over only when the user says so.
//
// Messages from a page:  {type: 'FILL'}          fetch what is missing for offline use
//                        {type: 'SKIP_WAITING'}  take over now; the page then loads itself again
// Messages to all pages: {type: 'READY'}         everything is here, the network may go
//                        {type: 'LACKING', n}    so many files are missing and could not be fetched
//
// It never touches the desk, the API or data: only files of the release.

const VERSION = __VERSION__;
/** Without these no screen opens; the first is the page itself. */
const CORE = __CORE__;
/** Wanted for offline use too, but an app that starts does not wait for them. */
const LAZY = __LAZY__;
/** Kept where they can be had: every screen opens without them. */
const OPTIONAL = __OPTIONAL__;
const ALL = [...CORE, ...LAZY, ...OPTIONAL];

const PREFIX = 'mutakhir-';
const CACHE = PREFIX + VERSION;
const NEVER = /^\/(kantor|api|healthz|notice\.txt)(\/|$)/;
const FINGERPRINTED = /-[0-9a-f]{8}\.\w+$/;

/**
 * Brings a file into this release's cache. A name with a hash in it means the same for ever, so the
 * copy of an earlier release will do, or the one that the page has just downloaded: nobody pays twice
 * for the same bytes. For anything else the server is asked.
 */
async function bring(cache, url) {
  const isFixed = FINGERPRINTED.test(url);
  const there = isFixed && (await caches.match(url));
  if (there) return cache.put(url, there);
  return cache.add(new Request(url, { cache: isFixed ? 'default' : 'no-cache' }));
}

const isOld = (name) => name.startsWith(PREFIX) && name !== CACHE;

async function install() {
  const cache = await caches.open(CACHE);
  // The first visit must not wait for more than it needs. A later release has time, while the
  // running one serves, and takes its place only when it can do everything offline.
  const isFirst = !(await caches.keys()).some(isOld);
  const wanted = isFirst ? CORE : [...CORE, ...LAZY];
  await Promise.all(wanted.map((url) => bring(cache, url)));
  if (!isFirst) await Promise.allSettled(OPTIONAL.map((url) => bring(cache, url)));
  // While a server is being replaced, the page may come from one release and this list from
  // another. Such a pair would not start offline: give up, the browser tries again later.
  const page = await (await cache.match(CORE[0])).text();
  if (!CORE.every((url) => !FINGERPRINTED.test(url) || page.includes(url))) {
    await caches.delete(CACHE);
    throw new Error('page and files are of different releases');
  }
}

async function activate() {
  const old = (await caches.keys()).filter(isOld);
  await Promise.all(old.map((name) => caches.delete(name)));
  // On the very first visit the open page is taken over at once, so that it works offline without
  // being opened a second time. Later releases get their pages by SKIP_WAITING or a new start.
  if (!old.length) await self.clients.claim();
}

/**
 * Also brings back what the browser may have thrown away. One file that cannot be fetched keeps no
 * other one waiting; the page asks again for what is missing.
 */
async function fill() {
  const cache = await caches.open(CACHE);
  let n = 0;
  for (const url of ALL) {
    if (await cache.match(url)) continue;
    await bring(cache, url).catch(() => (n += OPTIONAL.includes(url) ? 0 : 1));
  }
  const message = n ? { type: 'LACKING', n } : { type: 'READY' };
  // Also pages that were loaded before there was a worker.
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  for (const client of pages) client.postMessage(message);
}

/** The kept copy; else the network's, which is then kept. */
async function answer(url, event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(url);
  if (kept) return kept;
  const fetched = await fetch(event.request);
  if (fetched.ok && url !== CORE[0]) event.waitUntil(cache.put(url, fetched.clone()));
  return fetched;
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') self.skipWaiting();
  // Where the cache itself fails nothing is said, and the page asks again.
  if (event.data?.type === 'FILL') event.waitUntil(fill().catch(() => {}));
});

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin || NEVER.test(pathname)) return;
  // Every address of the app is the one page; which screen it shows is the app's own business.
  if (mode === 'navigate') event.respondWith(answer(CORE[0], event));
  else if (ALL.includes(pathname)) event.respondWith(answer(pathname, event));
});
