// The browser's side of the router: what the entries of its history keep, clicks on links, and the
// heading that names a page.

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
// How far an entry is scrolled is kept at once, and then this often, milliseconds: browsers refuse more
// than some hundred calls in half a minute.
const SCROLL_MS = 250;
// Older releases kept one number in an entry: its depth times this, and how far it was scrolled.
const LONGEST_PX = 1e7;

let scrollTimer;
// A page is being scrolled to where it was: what is seen meanwhile is not kept.
let isRestoring = false;
// When the person last did something, in the time of `performance.now()`.
let touchedAt = 0;

/**
 * What this entry keeps: `depth`, how many entries it lies above the page that its page was opened
 * from; `steps`, the addresses of those of them that are steps of its own page, the first one first;
 * `y`, how far it was scrolled; `isCover`, true for one that stands for a question above the page.
 */
function stored() {
  const { state } = history;
  if (state && typeof state === "object") return { steps: [], depth: 0, y: 0, ...state };
  const old = Number(state) || 0;
  return { depth: Math.floor(old / LONGEST_PX), y: old % LONGEST_PX, steps: [] };
}

/** Browsers refuse more than some hundred changes in half a minute: then only the address lags. */
function change(how, state, href) {
  try {
    history[how](state, "", href);
    return true;
  } catch {
    return false;
  }
}

function keepScroll() {
  clearTimeout(scrollTimer);
  scrollTimer = undefined;
  if (!isRestoring && stored().y !== scrollY) change("replaceState", { ...stored(), y: scrollY });
}

/**
 * Keeps how far it is scrolled, now and once more after a while if it went on. What a page keeps while
 * it is being left for a reload comes too late: the next one has been asked for by then.
 */
function onScroll() {
  if (scrollTimer) return;
  keepScroll();
  scrollTimer = setTimeout(keepScroll, SCROLL_MS);
}

/** Where the address bar says we are: path, query and fragment. */
export function here() {
  return location.pathname + location.search + location.hash;
}

/** How far this entry was scrolled when it was left. */
export function scrolled() {
  return stored().y;
}

/** Makes an entry above this one; a step stays on its page. */
export function push(href, isStep) {
  keepScroll();
  const { depth, steps } = stored();
  const above = isStep ? { depth: depth + 1, steps: [...steps, here()] } : { depth: 1, steps: [] };
  change("pushState", { ...above, y: 0 }, href);
}

/** Gives this entry another address. */
export function put(href) {
  const { depth, steps } = stored();
  change("replaceState", { depth, steps, y: 0 }, href);
}

/**
 * Goes back one entry, or out of the page with every step that was made on it; false where there is
 * nothing of ours to go back to.
 */
export function back(isOut) {
  const n = stored().depth;
  if (n < 1 || (isOut && n >= history.length)) return false;
  keepScroll();
  history.go(isOut ? -n : -1);
  return true;
}

/** Goes back to a step of this page that lies below this one; false where there is none. */
export function backTo(href) {
  const { steps } = stored();
  const idx = steps.lastIndexOf(href);
  if (idx < 0) return false;
  keepScroll();
  history.go(idx - steps.length);
  return true;
}

/** True when steps of this page lie below this one. */
export function hasSteps() {
  return stored().steps.length > 0;
}

/** Makes an entry for something that stands above the page, so that "back" closes that alone. */
export function cover() {
  keepScroll();
  const { depth, steps, y } = stored();
  return change("pushState", { depth: depth + 1, steps: [...steps, here()], y, isCover: true });
}

/** Takes that entry away; false where there is none. */
export function uncover() {
  if (!stored().isCover) return false;
  history.back();
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
  // The question that it stood for is gone since the page was loaded again.
  if (stored().isCover) history.back();
  for (const name of ["pointerdown", "wheel", "keydown"]) {
    addEventListener(name, () => (touchedAt = performance.now()), { capture: true, passive: true });
  }
  addEventListener("scroll", onScroll, { passive: true });
  addEventListener("scrollend", keepScroll);
  addEventListener("pagehide", keepScroll);
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
 * the person has gone on to something else by then. `y`: how far the page is to be scrolled, as soon as
 * it is that long, and unless the person has touched it by then.
 */
export async function namePage(y, isStep) {
  const place = location.pathname;
  const began = performance.now();
  let shown = "";
  // Where to go to is known, and the page is not that long yet.
  let isShort = y > 0;
  isRestoring = isShort;
  for (let n = 0; n < TRIES; n++) {
    await new Promise((done) => setTimeout(done, n < QUICK_TRIES ? FRAME_MS : SLOW_TRY_MS));
    if (location.pathname !== place) break;
    if (isShort && touchedAt > began) isShort = isRestoring = false;
    if (isShort && document.documentElement.scrollHeight - innerHeight >= y) {
      scrollTo(0, y);
      isShort = isRestoring = false;
    }
    const heading = document.querySelector(HEADING);
    const name = heading ? heading.textContent : shown;
    if (name === shown) continue;
    document.title = `${name.trim()} · Mutakhir`;
    const focused = document.activeElement;
    const isNothingFocused = !focused || focused === document.body;
    if (isStep && (!shown || isNothingFocused)) {
      focus(heading);
      if (!y) scrollTo(0, 0);
    }
    shown = name;
  }
  isRestoring = false;
}
