// Hands text to another app of the phone, or to its clipboard.

/** Says what became of it: `shared`, `copied` or `failed`. Somebody who changes his mind has shared. */
export async function share(text) {
  if (navigator.share) {
    try {
      await navigator.share({ text });
      return "shared";
    } catch (error) {
      if (error.name === "AbortError") return "shared";
    }
  }
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    return "failed";
  }
}
