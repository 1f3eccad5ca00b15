import { Type, type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { Damaged, parsed } from './record.ts';

/** Why a message could not be filed for a recipient, in the words of the delivery notice (RFC 3464). */
export const Cause = Type.Object({
  /** Stable: a refusal's code, `unreadable`, `expired`… */
  code: Type.String(),
  /** RFC 3463, e.g. `5.1.1`. */
  status: Type.String(),
  text: Type.String(),
});
export type Cause = Static<typeof Cause>;

const State = Type.Object({
  /** By recipient: filed, or refused for good. One that is absent is still to be done. */
  recipients: Type.Record(Type.String(), Type.Union([Type.Literal('filed'), Cause])),
  /** The sender has been told of what was refused. */
  told: Type.Boolean(),
});
export type State = Static<typeof State>;

const schema = Compile(State);

/** The state beside a message; a message without one is new. @throws Damaged when it is not what was written */
export function readState(bytes: Buffer | undefined): State {
  if (!bytes) return { recipients: {}, told: false };
  const state = parsed(bytes);
  if (!schema.Check(state)) throw new Damaged('spool state is not what was written');
  return state;
}
