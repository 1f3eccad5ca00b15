import type { SignedIn } from '@passerelle/gateway/client';
import { personHeader } from '@passerelle/gateway/profile-header';

export type SessionState =
  | { state: 'unknown' }
  | { state: 'in'; who: SignedIn }
  /** `ended`: the session stopped by itself, and the person must be told. */
  | { state: 'out'; ended: boolean };

/** Who is signed in, and until when without a sign of life. */
export class Session {
  #now: SessionState = { state: 'unknown' };
  #idle = 0;
  #endsAt = 0;
  /** Milliseconds that the clock of this computer is ahead of the gateway's: people's clocks are wrong by hours. */
  #ahead = 0;
  #lastWho = '';
  readonly #listeners = new Set<() => void>();
  /** Called when another person signs in than the last one: what was typed is not theirs. */
  onOtherPerson: () => void = () => undefined;
  onOut: () => void = () => undefined;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  peek = (): SessionState => this.#now;

  /** Headers that say whose page a request comes from: another person may have signed in meanwhile, in another window. */
  headers(): Record<string, string> {
    return this.#now.state === 'in' ? { [personHeader]: this.#now.who.patientId } : {};
  }

  signedIn(who: SignedIn): void {
    if (this.#lastWho !== who.patientId) this.onOtherPerson();
    this.#lastWho = who.patientId;
    this.#endsAt = Date.parse(who.endsAt) + this.#ahead;
    this.#idle = this.#endsAt - Date.now();
    this.#become({ state: 'in', who });
  }

  /**
   * What the gateway answered is a sign of life from when it was asked: the answer may come late, as to a computer that slept meanwhile.
   * @param asked by this computer's clock
   * @param date the answer's own, by the gateway's clock
   */
  heard(asked: number, date: string | null): void {
    const gateway = Date.parse(date ?? '');
    if (!Number.isNaN(gateway)) this.#ahead = asked - gateway;
    if (this.#now.state === 'in') this.#endsAt = Math.max(this.#endsAt, asked + this.#idle);
  }

  /** Milliseconds until the session stops by itself. */
  left(): number {
    return this.#endsAt - Date.now();
  }

  /** Milliseconds since the gateway was last heard of. */
  silence(): number {
    return this.#idle - this.left();
  }

  /** The gateway no longer knows us. That is worth telling only to somebody who was in. */
  ended(): void {
    this.#out(this.#now.state === 'in');
  }

  signedOut(): void {
    this.#lastWho = '';
    this.#out(false);
    this.onOtherPerson();
  }

  #out(ended: boolean): void {
    this.onOut();
    this.#become({ state: 'out', ended });
  }

  #become(now: SessionState): void {
    this.#now = now;
    for (const listener of this.#listeners) listener();
  }
}
