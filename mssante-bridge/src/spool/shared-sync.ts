/**
 * Group commit: many callers share one `sync`. A caller joins the sync that has not begun yet, never the one under way, which
 * may have passed what the caller did.
 */
export function sharedSync(sync: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    next = undefined;
    return sync();
  };
  return () => {
    if (!next) running = next = running.then(begin, begin);
    return next;
  };
}
