// A line that is this slow for 56 kB is as good as broken; the next try may find a better one.
const ANSWER_MS = 60_000;

/**
 * Fetches the rest of the program and joins it to the part that runs: it takes what it needs from that
 * part's exports and fills its places in the function table. Functions it takes from the end of that
 * table, one after the other: all have the same name (`link.rs` of `cargo xtask build`). Keeps its
 * promise with false when it cannot be had now. A build that was not cut in two names no rest.
 */
export async function join(exports) {
  const url = document.querySelector("meta[name=rest]")?.content;
  if (!url) return true;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ANSWER_MS);
  try {
    const fetched = fetch(url, { signal: controller.signal });
    const table = exports[1];
    let place = table.length;
    const first = { ...exports, get f() { return table.get(--place); } };
    await WebAssembly.instantiateStreaming(fetched, { m: first });
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  } finally {
    clearTimeout(timer);
  }
}
