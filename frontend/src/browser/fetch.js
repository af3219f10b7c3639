// The network and the compression of the browser, one promise each.

/**
 * Sends a request and reads the whole answer. Without `accept` it asks for a file of the release, for
 * which the browser may use its cache. `more` has further headers, a name and its value in turn.
 * Rejects with true when it took too long, with false when the connection broke.
 */
export async function exchange(method, path, body, media, accept, timeoutMs, more) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  const headers = accept ? { Accept: accept } : {};
  if (body) headers["Content-Type"] = media;
  for (let idx = 0; idx < more.length; idx += 2) headers[more[idx]] = more[idx + 1];
  try {
    const answer = await fetch(path, {
      method,
      // The bytes are a window into the program's memory.
      body: body && body.slice(),
      headers,
      cache: accept ? "no-store" : "default",
      // Our server leads nowhere else: what does is a Wi-Fi to sign in to, and comes as status 0.
      redirect: accept ? "manual" : "follow",
      signal: controller.signal,
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return { s: answer.status, b: bytes, h: (name) => answer.headers.get(name) ?? "" };
  } catch {
    throw controller.signal.aborted;
  } finally {
    clearTimeout(timer);
  }
}

/** Compresses or opens gzip. Rejects where the browser cannot (Chrome before 80, Firefox before 113). */
export async function gzip(bytes, isOpening) {
  const stream = isOpening ? new DecompressionStream("gzip") : new CompressionStream("gzip");
  const through = new Response(bytes.slice()).body.pipeThrough(stream);
  return new Uint8Array(await new Response(through).arrayBuffer());
}
