/** A clock that tests move. */
export function testClock(start = '2026-03-02T09:00:00Z') {
  let now = new Date(start).getTime();
  return {
    clock: (): Date => new Date(now),
    /** Minutes, or parts of them. */
    pass: (minutes: number): void => {
      now += minutes * 60_000;
    },
  };
}
