// A line that is this slow for 56 kB is as good as broken; the next try may find a better one.
const ANSWER_MS = 60_000;

/**
 * Fetches the rest of the program and joins it to the part that runs: it takes what it needs from that
 * part's exports and fills its places in the function table. Keeps its promise with false when it
 * cannot be had now. A build that was not cut in two names no rest.
 */
export async function join(exports) {
  const url = document.querySelector("meta[name=rest]")?.content;
  if (!url) return true;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ANSWER_MS);
  try {
    const fetched = fetch(url, { signal: controller.signal });
    await WebAssembly.instantiateStreaming(fetched, { m: exports });
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  } finally {
    clearTimeout(timer);
  }
}
