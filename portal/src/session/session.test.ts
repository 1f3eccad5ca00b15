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
    session.heard(Date.now(), null);
    expect(session.left()).toBe(600_000);
    vi.useRealTimers();
  });

  it('counts from when the gateway was asked, however late its answer comes', () => {
    vi.useFakeTimers();
    const session = new Session();
    session.signedIn(who('p1'));
    const asked = Date.now() + 1_000;
    vi.advanceTimersByTime(580_000);
    session.heard(asked, null);
    expect(session.left()).toBe(21_000);
    vi.useRealTimers();
  });

  it.each([-3_600_000, 3_600_000])('lasts as long on a computer whose clock is %d ms wrong', (wrong) => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z') + wrong });
    const session = new Session();
    session.heard(Date.now(), 'Mon, 02 Mar 2026 10:00:00 GMT');
    session.signedIn(who('p1', Date.parse('2026-03-02T10:10:00Z')));
    expect(session.left()).toBe(600_000);
    vi.useRealTimers();
  });
});
