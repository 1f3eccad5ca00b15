/** How the processes of `npm start` live together. */

/** Tells the starting process, if there is one, that this part serves; `env` is what the next part must know of it. */
export function sayReady(ready: { lines: string[]; demo?: boolean; env?: Record<string, string> }): void {
  if (process.send) process.send({ ready: true, ...ready });
  else process.stdout.write(`${ready.lines.join('\n')}\n`);
}

/** Runs `stop` once when the process is asked to end, or when the process that started it is gone, however it went. */
export function endWith(stop: () => Promise<void>): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    const late = setTimeout(() => process.exit(1), 15_000);
    void stop().then(
      () => (clearTimeout(late), process.exit(0)),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  process.once('disconnect', end);
  // It may have gone while this process was still loading.
  if (process.send && !process.connected) end();
}
