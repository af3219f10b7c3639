// Taps on a screen that nobody has read yet. Who taps twice means the screen that was there: what such
// a tap would hit on the next one is an answer that nobody gave.

// Nobody reads a screen and hits something on it in less time than this, milliseconds.
const UNREAD_MS = 400;

// While a screen is unread the root element carries this mark.
const MARK = "data-unread";

let drawnAt = -UNREAD_MS;
let downAt = 0;
let timer;

/** Another screen is drawn now. */
export function newScreen() {
  drawnAt = performance.now();
  document.documentElement.setAttribute(MARK, "");
  clearTimeout(timer);
  timer = setTimeout(() => document.documentElement.removeAttribute(MARK), UNREAD_MS);
}

/** Stops such taps for as long as the page lives. What passes by above every page may be hit at once. */
export function guard() {
  addEventListener("pointerdown", (event) => (downAt = event.timeStamp), true);
  const stop = (event) => {
    // A click counts from when the finger came down. A key or a script has no finger.
    const isByFinger = event.isTrusted && (event.type !== "click" || event.detail > 0);
    const isHeld = event.type === "keydown" && event.repeat && event.key === "Enter";
    if (event.type === "keydown" ? !isHeld : !isByFinger) return;
    const began = event.type === "click" ? downAt : event.timeStamp;
    if (began >= drawnAt + UNREAD_MS || event.target.closest?.(".toast")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const name of ["mousedown", "click", "keydown"]) addEventListener(name, stop, true);
}
