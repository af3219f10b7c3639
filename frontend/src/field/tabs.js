/**
 * Waits until this tab alone holds the lock of this name: at once, or when the tab that has it is
 * closed. Keeps its promise with what lets go of it. Where the browser has no locks it is held at
 * once.
 */
export function hold(name) {
  return new Promise((keep) => {
    const held = () => new Promise((letGo) => keep(letGo));
    try {
      navigator.locks.request(name, held).catch(held);
    } catch {
      held();
    }
  });
}
