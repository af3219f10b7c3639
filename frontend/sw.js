// The service worker of the PSM app: after one visit with a network, every screen opens without.
//
// `cargo xtask build` puts the version and the lists of URLs into this file. All lists belong
// to one release: a browser sees that this file differs, installs the new release beside the
// running one, and changes over only when the user says so.
//
// Messages from a page:  {type: 'FILL'}          fetch what is missing for offline use
//                        {type: 'SKIP_WAITING'}  take over now; the page then loads itself again
// Messages to all pages: {type: 'READY'}         everything is here, the network may go
//
// It never touches the desk, the API or data: only files of the release.

const VERSION = __VERSION__;
/** Without these no screen opens; the first is the page itself. */
const CORE = __CORE__;
/** Wanted for offline use too, but an app that starts does not wait for them. */
const LAZY = __LAZY__;

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

/** Also brings back what the browser may have thrown away. */
async function fill() {
  const cache = await caches.open(CACHE);
  for (const url of [...CORE, ...LAZY]) {
    if (!(await cache.match(url))) await bring(cache, url);
  }
  for (const client of await self.clients.matchAll()) client.postMessage({ type: 'READY' });
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
  // Without a network this fails quietly; the next start asks again.
  if (event.data?.type === 'FILL') event.waitUntil(fill().catch(() => {}));
});

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== self.location.origin || NEVER.test(pathname)) return;
  // Every address of the app is the one page; which screen it shows is the app's own business.
  if (mode === 'navigate') event.respondWith(answer(CORE[0], event));
  else if ([...CORE, ...LAZY].includes(pathname)) event.respondWith(answer(pathname, event));
});
