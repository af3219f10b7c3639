// The browser's side of the router: what the entries of its history keep, clicks on links, and the
// heading that names a page.

// What an entry stores is one number: how many entries it lies above the page that its page was opened
// from, times this, and how far it was scrolled. No page is as long, pixels.
const LONGEST_PX = 1e7;
// What carries the page's name: its first heading, unless one is marked.
const HEADING = "[data-heading], h1";
// How often a page is searched for its heading: five seconds in all.
const TRIES = 60;
// How many of these tries come with each frame.
const QUICK_TRIES = 12;
// Between quick tries, milliseconds: one frame.
const FRAME_MS = 16;
// Between the others, milliseconds.
const SLOW_TRY_MS = 100;

const stored = () => Number(history.state) || 0;
const depth = () => Math.floor(stored() / LONGEST_PX);

/** Where the address bar says we are: path, query and fragment. */
export function here() {
  return location.pathname + location.search + location.hash;
}

/** How far this entry was scrolled when it was left. */
export function scrolled() {
  return stored() % LONGEST_PX;
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

/** The link that a plain click means, if it is one of this app. */
function ourLink(event, ours, others) {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented, target } = event;
  if (button || metaKey || ctrlKey || shiftKey || altKey || defaultPrevented) return;
  const link = target.closest("a[href]");
  if (!link || link.origin !== location.origin || link.target) return;
  if (link.hasAttribute("download")) return;
  const isBelow = (path) => link.pathname.startsWith(path);
  if (isBelow(ours) && !others.split(" ").some((path) => path && isBelow(path))) return link;
}

/**
 * Catches links for as long as the page lives: the window hears `link` with the address, behind a space
 * where the link is marked `data-afresh`. A link to `#id` moves the focus within the page and leaves
 * the address alone, because the fragment of an address names the section of a form. `ours`: what
 * addresses of this app begin with; `others`: what addresses begin with that it leaves to the server,
 * with spaces between them.
 */
export function listen(ours, others, scrollRestoration) {
  history.scrollRestoration = scrollRestoration;
  document.addEventListener("click", (event) => {
    const link = ourLink(event, ours, others);
    if (!link) return;
    event.preventDefault();
    const href = link.getAttribute("href");
    if (href[0] !== "#") {
      const mark = link.hasAttribute("data-afresh") ? " " : "";
      const detail = mark + link.pathname + link.search + link.hash;
      dispatchEvent(new CustomEvent("link", { detail }));
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
  for (let n = 0; n < TRIES; n++) {
    await new Promise((done) => setTimeout(done, n < QUICK_TRIES ? FRAME_MS : SLOW_TRY_MS));
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
