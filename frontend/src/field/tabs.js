// A page that is left may be kept asleep by the browser, for "back". Chromium then takes its locks away
// and forgets to pass them on: whoever waits for one waits for ever. So a page lets go before it sleeps.

let shown = Promise.resolve();
addEventListener("pagehide", () => {
  shown = new Promise((keep) => addEventListener("pageshow", keep, { once: true }));
});

/** Waits until the page is left. */
export function left() {
  return new Promise((keep) => addEventListener("pagehide", keep, { once: true }));
}

/**
 * Waits until this tab alone holds the lock of this name: at once, or when the tab that has it is
 * closed or left. Keeps its promise with what lets go of it. Where the browser has no locks it is held
 * at once.
 */
export async function hold(name) {
  await shown;
  const leaving = new AbortController();
  addEventListener("pagehide", () => leaving.abort(), { once: true });
  return new Promise((keep) => {
    const held = () => new Promise((letGo) => keep(letGo));
    const failed = () => (leaving.signal.aborted ? keep(hold(name)) : held());
    try {
      navigator.locks.request(name, { signal: leaving.signal }, held).catch(failed);
    } catch {
      held();
    }
  });
}
