// A page that is left may be kept by the browser, asleep, for "back". Chromium then takes its locks away
// and forgets to pass them on: whoever waits for one waits for ever. So a page releases its lock before
// it sleeps.

let shown = Promise.resolve();
addEventListener("pagehide", () => {
  shown = new Promise((done) => addEventListener("pageshow", done, { once: true }));
});

/** Waits until the page is left. */
export function hidden() {
  return new Promise((done) => addEventListener("pagehide", done, { once: true }));
}

/**
 * Waits until this tab alone has the lock of this name: at once, or when the tab that has it is closed
 * or left. Resolves to the function that releases it. Where the browser has no locks it is taken at
 * once.
 */
export async function lock(name) {
  await shown;
  const leaving = new AbortController();
  addEventListener("pagehide", () => leaving.abort(), { once: true });
  return new Promise((done) => {
    const taken = () => new Promise((release) => done(release));
    const failed = () => (leaving.signal.aborted ? done(lock(name)) : taken());
    try {
      navigator.locks.request(name, { signal: leaving.signal }, taken).catch(failed);
    } catch {
      taken();
    }
  });
}
