// Starts an app: loads its module, and says so in words if that fails. Both apps use it; which
// files to load stands in the page, so that this one stays the same over many releases.
//
// The module is imported inside `start`, not at the top: a browser too old to read it must still
// be able to run this file and show what to do.

/** The longest wait for a new version to take over before the page is loaded again anyway. */
const TAKEOVER_TIMEOUT_MS = 5000;
/** The first and the longest pause between two tries to make the app ready for offline use. */
const AGAIN_FIRST_MS = 3000;
const AGAIN_LAST_MS = 300_000;
/** The longest wait for the files of a release: three times a slow line's. */
const FILL_TIMEOUT_MS = 90_000;

const worker = document.querySelector('meta[name=worker]')?.content;

async function start() {
  const app = await import(document.getElementById('js').href);
  // Compiles while it downloads, then runs `main` of the app.
  await app.default({ module_or_path: document.getElementById('wasm').href });
  document.getElementById('boot')?.remove();
}

/** Says whether the app starts without a network: `ready`, `lacking`, `lacking 3`, `never`. */
function tellOffline(state) {
  document.documentElement.dataset.offline = state;
  dispatchEvent(new Event('offline-state'));
}

/**
 * Only after the first screen is drawn: until then the line belongs to the app. Tried again, ever more
 * rarely, for as long as the page lives, and as soon as there is a network again.
 */
async function keepForOffline() {
  if (!worker) return;
  if (!navigator.serviceWorker) return tellOffline('never');
  navigator.serviceWorker.startMessages();
  let before;
  let ms = AGAIN_FIRST_MS;
  for (;;) {
    const state = await kept().catch((error) => (console.warn(error), 'lacking'));
    tellOffline(state);
    if (state === 'ready') return;
    ms = state === before ? Math.min(2 * ms, AGAIN_LAST_MS) : AGAIN_FIRST_MS;
    before = state;
    await pause(ms);
  }
}

/** Comes back after some time, or when there is a network again. */
const pause = (ms) => new Promise((done) => {
  setTimeout(done, ms);
  addEventListener('online', done, { once: true });
});

/** Registers the worker and lets it fetch what is missing; what came of it. */
async function kept() {
  // `none`: whether there is a new version is never answered from the HTTP cache.
  const options = { updateViaCache: 'none' };
  const registration = await navigator.serviceWorker.register(worker, options);
  const active = registration.active ?? (await activated(registration));
  return new Promise((done) => {
    // A worker of an older release says only when it has everything.
    setTimeout(() => done('lacking'), FILL_TIMEOUT_MS);
    navigator.serviceWorker.addEventListener('message', ({ data }) => {
      if (data?.type === 'READY') done('ready');
      if (data?.type === 'LACKING') done(`lacking ${data.n}`);
    });
    active.postMessage({ type: 'FILL' });
  });
}

/** The first worker, once it serves; `ready` would wait for ever for one that could not be installed. */
const activated = ({ installing, waiting }) => new Promise((done, fail) => {
  const first = installing ?? waiting;
  const look = () => {
    if (first?.state === 'activated') done(first);
    else if (!first || first.state === 'redundant') fail(new Error('the worker was not installed'));
  };
  first?.addEventListener('statechange', look);
  look();
});

// Browsers that can install the app say so once, perhaps before the app runs: it asks by a button.
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  window.installOffer = event;
  dispatchEvent(new Event('install-offer'));
});
addEventListener('appinstalled', () => {
  window.installOffer = undefined;
  dispatchEvent(new Event('install-offer'));
});

/** Puts words and one button in place of the whole app, so that nothing of it can be touched. */
function showInstead(words, buttonWords, onClick) {
  const screen = document.createElement('div');
  screen.className = 'boot';
  const text = document.createElement('p');
  text.setAttribute('role', 'alert');
  text.textContent = words;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = buttonWords;
  button.addEventListener('click', () => {
    button.disabled = true;
    onClick();
  });
  screen.append(text, button);
  document.getElementById('app').replaceChildren(screen);
}

function fail(error) {
  console.error(error);
  const isTooOld = typeof WebAssembly === 'undefined' || /CompileError|SyntaxError/.test(error?.name);
  const words = isTooOld
    ? 'Chrome di perangkat ini terlalu lama. Perbarui Chrome, lalu buka lagi. Data yang sudah disimpan tetap aman.'
    : 'Aplikasi belum bisa dibuka. Periksa sinyal dan tanggal HP, lalu coba lagi. Data yang sudah disimpan tetap aman.';
  showInstead(words, 'Coba lagi', renew);
}

/**
 * A fault in the module stops it in the middle of something: nothing of it can be trusted any more.
 * What was typed on a phone is in storage already, because that app stores every change at once.
 */
function watchForFaults() {
  const onFault = (error) => {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    const isEnglish = document.documentElement.lang === 'en';
    const stopped = isEnglish
      ? 'The app stopped because of a fault in it.'
      : 'Aplikasi berhenti karena kesalahan program.';
    const safe = isEnglish
      ? ' What you typed is safe on this phone.'
      : ' Isian yang sudah diketik aman di HP ini.';
    const words = worker ? stopped + safe : stopped;
    showInstead(words, isEnglish ? 'Reload' : 'Muat ulang', () => location.reload());
  };
  addEventListener('error', (event) => onFault(event.error));
  addEventListener('unhandledrejection', (event) => onFault(event.reason));
}

/**
 * Lets a version that waits take over. The app asks for that when the user agrees, but an app
 * that cannot start can ask nobody, and would otherwise be served from the cache for ever. Where
 * there is no newer one the kept copy may be damaged: it goes, and the next load fetches another.
 * Without a network `update` fails and everything stays as it is.
 */
async function takeNewest() {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) return;
  await registration.update();
  const next = registration.installing ?? registration.waiting;
  if (!next) {
    await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
    return;
  }
  const ask = () => next.state === 'installed' && next.postMessage({ type: 'SKIP_WAITING' });
  await new Promise((done) => {
    navigator.serviceWorker.addEventListener('controllerchange', done);
    next.addEventListener('statechange', ask);
    ask();
    setTimeout(done, TAKEOVER_TIMEOUT_MS);
  });
}

/** Also asked for by an app that misses a part of itself which the server has no more. */
const renew = () => takeNewest().catch(() => {}).finally(() => location.reload());

start().then(
  () => {
    watchForFaults();
    addEventListener('renew', renew);
    // The app runs without a worker too, only not offline.
    return keepForOffline();
  },
  fail,
);
