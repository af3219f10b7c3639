// New versions: the window hears `update-ready` when one lies ready. It changes over only when the
// person says so. What the worker does is in sw.js; boot.js registers it, and says on the document and
// by the event `offline-state` whether the app starts without a network.

// How often an app that stays open asks for a new version, milliseconds: four times a day, 4 kB each
// time at most.
const CHECK_EVERY_MS = 6 * 3_600_000;

// There is none where the browser has no service workers, or only over https.
const worker = navigator.serviceWorker;
// The person agreed, so this tab loads itself again when the new version has taken over.
let isAgreed = false;
// When a new version was last asked for.
let checkedMs = Date.now();

const tell = (name) => dispatchEvent(new Event(name));

/** Whether the app starts without a network, as boot.js says. */
export function offline() {
  return document.documentElement.dataset.offline ?? "";
}

/** Watches the worker for as long as the page lives. */
export async function watch() {
  if (!worker) return;
  const hadController = worker.controller;
  worker.addEventListener("controllerchange", () => {
    if (isAgreed) location.reload();
    // Another tab changed over: this one still runs the old version, and offers to follow.
    else if (hadController) tell("update-ready");
  });
  const registration = await worker.ready;
  // Before `ready` was asked a version may have been waiting already.
  if (registration.waiting) tell("update-ready");
  const found = () => {
    const next = registration.installing;
    if (!next) return;
    next.addEventListener("statechange", () => {
      // The very first worker takes over at once and is no update.
      if (next.state === "installed" && worker.controller) tell("update-ready");
    });
  };
  registration.addEventListener("updatefound", found);
  found();
}

/** Asks for a new version, now and then. */
export async function check() {
  const nowMs = Date.now();
  if (!worker || Math.abs(nowMs - checkedMs) < CHECK_EVERY_MS) return;
  checkedMs = nowMs;
  // Without a network there is simply no answer.
  await (await worker.ready).update().catch(() => {});
}

/** Starts the new version. */
export async function changeOver() {
  isAgreed = true;
  const waiting = worker && (await worker.ready).waiting;
  if (waiting) waiting.postMessage({ type: "SKIP_WAITING" });
  // It has taken over already.
  else location.reload();
}
