import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Rules } from '../../access/decision-facts.ts';
import type { Instant, Sometime } from './columns.ts';

/** A space, by the id of its Patient. `version` moves with every change of the record or of the access rules. */
interface SpaceTable {
  patient: string;
  ins: string;
  state: 'open' | 'opposed' | 'closed';
  version: Generated<string>;
  /** What decisions need of the consents: see access/facts.ts. */
  rules: JSONColumnType<Rules>;
  /** A change of the consents has begun and is not known to have ended: the rules are read again before deciding. */
  rules_pending: Generated<boolean>;
  opened_at: ColumnType<Date, Date | string | undefined, Date>;
  opened_by: ColumnType<'person' | 'representative' | 'night', string | undefined, string>;
  closed_at: Sometime;
  /** Until when the record of a closed space is kept. */
  keep_until: Sometime;
}

/** A1: a provisional code that was sent because somebody asked for it. */
interface CodeRequestTable {
  id: string;
  ins: string;
  channel: 'email' | 'sms' | 'post';
  at: Instant;
}

/** A3: a certificate's code is only hashed; the rest is what its PDF is made of again. */
interface CertificateTable {
  id: string;
  hash: string;
  kind: 'opposition' | 'closing';
  ins: string;
  name: string;
  at: Instant;
}

/** A letter in the print queue: `file` is its name there. */
interface LetterTable {
  id: string;
  kind: string;
  ins: string;
  file: string;
  at: Instant;
  printed_at: Sometime;
}

/** A8: the step that a space's first questionnaire has come to; 6 is past the last. */
interface QuestionnaireTable {
  patient: string;
  step: Generated<number>;
  ended_at: Sometime;
}

/** A9: the welcome message of a space, due or filed. */
interface WelcomeTable {
  patient: string;
  at: Instant;
  tries: Generated<number>;
  next_at: Instant;
  filed_at: Sometime;
}

/** A: spaces, and what opening or refusing one needs. */
export interface TablesOfSpaces {
  space: SpaceTable;
  code_request: CodeRequestTable;
  certificate: CertificateTable;
  letter: LetterTable;
  questionnaire: QuestionnaireTable;
  welcome: WelcomeTable;
}
