// How much room there is, and the browser's promise not to clear our storage by itself.

/**
 * Keeps its promise with three numbers: whether the browser has promised (1 or 0; -1 when it does not
 * say), the bytes in use, and those that it allows (0 when it does not say). Asks for the promise first
 * if told to. Broken where the browser has no such thing, or only over https.
 */
export async function look(isAsking) {
  const { storage } = navigator;
  const nothing = () => undefined;
  if (isAsking && !(await storage.persisted())) await storage.persist().catch(nothing);
  const isPersisted = await storage.persisted().catch(nothing);
  const { usage, quota } = await storage.estimate().catch(() => ({}));
  return [isPersisted === undefined ? -1 : Number(isPersisted), usage ?? 0, quota ?? 0];
}
