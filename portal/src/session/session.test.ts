import { describe, expect, it, vi } from 'vitest';
import { Session } from './session.ts';

const who = (patientId: string, endsAt = Date.now() + 600_000) => ({
  ...{ patientId, name: 'Camille Moreau', firstName: 'Camille', ins: '', mailAddress: '' },
  endsAt: new Date(endsAt).toISOString(),
});

describe('a session in the browser', () => {
  it('tells only who was in that it has ended', () => {
    const session = new Session();
    session.ended();
    expect(session.peek()).toEqual({ state: 'out', ended: false });
    session.signedIn(who('p1'));
    session.ended();
    expect(session.peek()).toEqual({ state: 'out', ended: true });
  });

  it('keeps what was typed for the same person, and drops it for another', () => {
    const session = new Session();
    session.signedIn(who('p1'));
    const drop = vi.fn();
    session.onOtherPerson = drop;
    session.ended();
    session.signedIn(who('p1'));
    expect(drop).not.toHaveBeenCalled();
    session.ended();
    session.signedIn(who('p2'));
    expect(drop).toHaveBeenCalledOnce();
  });

  it('lives on with each sign of life', () => {
    vi.useFakeTimers();
    const session = new Session();
    session.signedIn(who('p1'));
    vi.advanceTimersByTime(500_000);
    expect(session.left()).toBe(100_000);
    session.touch();
    expect(session.left()).toBe(600_000);
    vi.useRealTimers();
  });
});
