// The browser's offer to install the app. `boot.js` catches it, since it may come before this program
// runs, and the window hears `install-offer` whenever it comes or goes.

/** True while the browser offers it. */
export function isOffered() {
  return Boolean(window.installOffer);
}

/** True when the app runs from the home screen. */
export function isInstalled() {
  return matchMedia("(display-mode: standalone)").matches;
}

/** Asks the person, in the browser's own words. An offer can be used once. */
export function ask() {
  const offer = window.installOffer;
  window.installOffer = undefined;
  dispatchEvent(new Event("install-offer"));
  if (offer) offer.prompt();
}
