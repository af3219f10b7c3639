/**
 * Fetches the rest of the program and joins it to the part that runs: it takes what it needs from that
 * part's exports and fills its places in the function table. Keeps its promise with false when it
 * cannot be had now. A build that was not cut in two names no rest.
 */
export async function join(exports) {
  const url = document.querySelector("meta[name=rest]")?.content;
  if (!url) return true;
  try {
    await WebAssembly.instantiateStreaming(fetch(url), { m: exports });
    return true;
  } catch (error) {
    console.warn(error);
    return false;
  }
}
