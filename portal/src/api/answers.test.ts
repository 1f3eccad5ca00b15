import { CallError } from '@passerelle/gateway/call';
import { describe, expect, it } from 'vitest';
import { Answers } from './answers.ts';
import { Once } from './random-key.ts';

describe('what pages know of the gateway’s answers', () => {
  it('keeps the old value on show while it asks again', async () => {
    const answers = new Answers();
    await answers.ask('documents', () => Promise.resolve(1));
    const asking = answers.ask('documents', () => Promise.resolve(2));
    expect(answers.peek('documents')).toEqual({ state: 'ready', value: 1 });
    await asking;
    expect(answers.peek('documents')).toEqual({ state: 'ready', value: 2 });
  });

  it('lets no late answer overwrite a newer one', async () => {
    const answers = new Answers();
    let late: (value: number) => void = () => undefined;
    const slow = answers.ask('documents', () => new Promise<number>((resolve) => (late = resolve)));
    await answers.ask('documents', () => Promise.resolve(2));
    late(1);
    await slow;
    expect(answers.peek('documents')).toEqual({ state: 'ready', value: 2 });
  });

  it('says whether the gateway refused or did not answer', async () => {
    const answers = new Answers();
    const refusal = new CallError(503, { code: 'fhir-unavailable' });
    await answers.ask('a', () => Promise.reject(refusal));
    await answers.ask('b', () => Promise.reject(new TypeError('fetch failed')));
    expect(answers.peek('a')).toEqual({ state: 'failed', failure: { kind: 'refused', error: refusal } });
    expect(answers.peek('b')).toEqual({ state: 'failed', failure: { kind: 'unreachable' } });
  });

  it('shows nothing of a person after the session ended, not even what was under way', async () => {
    const answers = new Answers();
    let late: (value: number) => void = () => undefined;
    const slow = answers.ask('documents', () => new Promise<number>((resolve) => (late = resolve)));
    answers.forget();
    late(1);
    await slow;
    expect(answers.peek('documents')).toEqual({ state: 'loading' });
  });
});

describe('the key of a request that is sent again', () => {
  it('is the same for the same body, another one for another body and after success', () => {
    const once = new Once();
    const first = once.keyFor({ name: 'Asthme' });
    expect(once.keyFor({ name: 'Asthme' })).toBe(first);
    const second = once.keyFor({ name: 'Rhume' });
    expect(second).not.toBe(first);
    once.next();
    expect(once.keyFor({ name: 'Rhume' })).not.toBe(second);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
  });
});
