export interface Bounds<Asked> {
  /** Groups under way at once. */
  lanes: number;
  /** How many of those that wait go together: one at least. */
  fit: (waiting: readonly Asked[]) => number;
}

interface Waiting<Asked, Answer> {
  asked: Asked;
  resolve: (answer: Answer | Promise<Answer>) => void;
  reject: (error: Error) => void;
}

/**
 * Does together what comes while earlier groups are under way: whoever comes alone waits for nobody, and the busier it gets the
 * more share the price of a group. A group that fails fails for each in it.
 * @param act answers each of a group, in its order; one by one where it must.
 */
export function together<Asked, Answer>(
  act: (group: Asked[]) => Promise<(Answer | Promise<Answer>)[]>,
  { lanes, fit }: Bounds<Asked>,
): (asked: Asked) => Promise<Answer> {
  const waiting: Waiting<Asked, Answer>[] = [];
  let under = 0;
  let scheduled = false;
  const begin = (): void => {
    scheduled = false;
    while (waiting.length && under < lanes) {
      const group = waiting.splice(0, fit(waiting.map(({ asked }) => asked)));
      under += 1;
      void answered(group).finally(() => {
        under -= 1;
        schedule();
      });
    }
  };
  /** At the end of the turn: what comes in the same turn goes together too. */
  const schedule = (): void => {
    if (!scheduled) setImmediate(begin);
    scheduled = true;
  };
  const answered = async (group: Waiting<Asked, Answer>[]): Promise<void> => {
    try {
      const answers = await act(group.map(({ asked }) => asked));
      group.forEach(({ resolve }, index) => resolve(answers[index] as Answer | Promise<Answer>));
    } catch (error) {
      for (const { reject } of group) reject(error as Error);
    }
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      schedule();
    });
}
