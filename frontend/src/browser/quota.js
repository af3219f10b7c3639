// How much room there is, and the browser's promise not to clear our storage by itself.

/**
 * Resolves to three numbers: whether the browser has promised (1 or 0; -1 when it does not say), the
 * bytes in use, and those that it allows (0 when it does not say). Asks for the promise first if told
 * to.
 */
export async function estimate(isAsking) {
  // Browsers know some of the questions, and over plain http none.
  const answer = async (question) => {
    try {
      return await navigator.storage[question]();
    } catch {
      return undefined;
    }
  };
  if (isAsking && !(await answer("persisted"))) await answer("persist");
  const isPersisted = await answer("persisted");
  const { usage, quota } = (await answer("estimate")) ?? {};
  return [isPersisted === undefined ? -1 : Number(isPersisted), usage ?? 0, quota ?? 0];
}
