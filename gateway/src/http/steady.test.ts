import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { problem } from '../errors.ts';
import { steadily } from './steady.ts';

async function timed<T>(work: Promise<T>): Promise<{ ms: number; outcome: PromiseSettledResult<T> | undefined }> {
  const begun = performance.now();
  const [outcome] = await Promise.allSettled([work]);
  return { ms: performance.now() - begun, outcome };
}

test('Success and refusal, quick and slow, take the same time', async () => {
  const works = [
    () => Promise.resolve('there'),
    () => Promise.reject(problem('credentials-wrong')),
    () => pause(60, 'there'),
    () => pause(60).then(() => Promise.reject(problem('credentials-wrong'))),
  ];
  for (const work of works) {
    const { ms } = await timed(steadily(150, work));
    expect(ms).toBeGreaterThanOrEqual(148);
    expect(ms).toBeLessThan(220);
  }
});

test('The answer is what the work gave, and an overrun is told', async () => {
  let late = 0;
  const tell = (): void => void (late += 1);
  expect((await timed(steadily(20, () => Promise.resolve('there'), tell))).outcome).toMatchObject({ value: 'there' });
  expect(late).toBe(0);
  const refused = await timed(steadily(20, () => pause(60).then(() => Promise.reject(problem('code-wrong'))), tell));
  expect(refused.outcome).toMatchObject({ reason: { code: 'code-wrong' } });
  expect(late).toBe(1);
});
