// The browser's side of the router: what the entries of its history keep, clicks on links, and the
// heading that names a page.

// What an entry keeps is one number: how many entries it lies above the page that its page was opened
// from, times this, and how far it was scrolled. No page is as long, pixels.
const LONGEST_PX = 1e7;
// What carries the page's name: its first heading, unless one is marked.
const HEADING = "[data-heading], h1";
// How often a page is looked at for its heading: five seconds in all.
const LOOKS = 60;
// How many of these looks come with each frame.
const QUICK_LOOKS = 12;
// Between quick looks, milliseconds: one frame.
const FRAME_MS = 16;
// Between the others, milliseconds.
const SLOW_LOOK_MS = 100;
// Links that leave the phone app for the server.
const ELSEWHERE = ["/kantor", "/api", "/healthz"];

const kept = () => Number(history.state) || 0;
const depth = () => Math.floor(kept() / LONGEST_PX);

/** Where the address bar says we are: path and fragment. */
export function here() {
  return location.pathname + location.hash;
}

/** How far this entry was scrolled when it was left. */
export function scrolled() {
  return kept() % LONGEST_PX;
}

/** Makes an entry above this one; a step stays on its page. */
export function push(href, isStep) {
  const base = depth() * LONGEST_PX;
  try {
    history.replaceState(base + scrollY, "");
    history.pushState((isStep ? base : 0) + LONGEST_PX, "", href);
  } catch {
    // Browsers refuse more than some hundred steps in half a minute: then only the address lags.
  }
}

/** Gives this entry another address. */
export function put(href) {
  try {
    history.replaceState(depth() * LONGEST_PX, "", href);
  } catch {
    // As above.
  }
}

/**
 * Goes back one entry, or out of the page with every step that was made on it; false where there is
 * nothing of ours to go back to.
 */
export function back(isOut) {
  const n = depth();
  if (n < 1 || (isOut && n >= history.length)) return false;
  history.go(isOut ? -n : -1);
  return true;
}

/** Focuses something that may not be focusable by itself, without scrolling to it. */
function focus(element) {
  if (element.tabIndex < 0) element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
}

/** The link that a plain click means, if it is one that this app answers. */
function ourLink(event) {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented, target } = event;
  if (button || metaKey || ctrlKey || shiftKey || altKey || defaultPrevented) return;
  const link = target.closest("a[href]");
  if (!link || link.origin !== location.origin || link.target) return;
  if (link.hasAttribute("download")) return;
  if (!ELSEWHERE.some((path) => link.pathname.startsWith(path))) return link;
}

/**
 * Catches links for as long as the page lives: the window hears `link` with the address. A link to
 * `#id` moves the focus within the page and leaves the address alone, because the fragment of an
 * address names the section of a form.
 */
export function listen() {
  // Ours, because a page is drawn after the browser would have scrolled.
  history.scrollRestoration = "manual";
  document.addEventListener("click", (event) => {
    const link = ourLink(event);
    if (!link) return;
    event.preventDefault();
    const href = link.getAttribute("href");
    if (href[0] !== "#") {
      dispatchEvent(new CustomEvent("link", { detail: link.pathname + link.hash }));
      return;
    }
    const target = document.getElementById(href.slice(1));
    if (target) {
      target.scrollIntoView();
      focus(target);
    }
  });
}

/**
 * While the page is being drawn: its heading becomes the title and, after a step, gets the focus. A
 * page that is still reading storage changes its heading a moment later; that one counts too, unless
 * the person has gone on to something else by then. `y`: how far the page of a step is scrolled.
 */
export async function namePage(y) {
  const place = location.pathname;
  let shown = "";
  for (let look = 0; look < LOOKS; look++) {
    await new Promise((keep) => setTimeout(keep, look < QUICK_LOOKS ? FRAME_MS : SLOW_LOOK_MS));
    if (location.pathname !== place) return;
    const heading = document.querySelector(HEADING);
    const name = heading ? heading.textContent : shown;
    if (name === shown) continue;
    document.title = `${name.trim()} · Mutakhir`;
    const focused = document.activeElement;
    const isNothingFocused = !focused || focused === document.body;
    if (y !== undefined && (!shown || isNothingFocused)) {
      focus(heading);
      scrollTo(0, y);
    }
    shown = name;
  }
}
