import { conceptOf, isReading, verbOf, type Action } from './action.ts';
import type { Caller, ProfessionalCaller } from './caller.ts';
import type { Facts } from './facts.ts';
import { allows, documentClasses, type Matrix } from './matrix.ts';
import type { Reason } from './reasons.ts';

/** A decision with its reason and what follows from it. Pure data: it goes to the audit either way. */
export interface Decision {
  allowed: boolean;
  reason: Reason;
  /** The reason given for an emergency access; the patient is told. */
  emergency?: string;
  /** What of the record can be reached; absent when refused. */
  reach?: Reach;
}

/** What a decision lets its holder see and touch, item by item. Each list empty means nothing. */
export interface Reach {
  /** Visibility tags, any of which suffices. */
  tags: string[];
  /** Document classes (TRE_A03); `all` for the patient. */
  classes: string[] | 'all';
  /** Changing and deleting: the tags that suffice. */
  changeable: string[];
}

export interface Question {
  caller: Caller;
  action: Action;
  /** undefined: there is no space. */
  facts: Facts | undefined;
  matrix: Matrix;
  now: Date;
}

const no = (reason: Reason): Decision => ({ allowed: false, reason });
const yes = (reason: Reason, reach: Reach, emergency?: string): Decision => ({
  allowed: true,
  reason,
  reach,
  ...(emergency === undefined ? {} : { emergency }),
});

/** May this caller do this in this space? The order is that of fhir.md §6.3; what no line allows is refused. */
export function decide(question: Question): Decision {
  const { caller, facts, action } = question;
  if (!facts) return no('space-unknown');
  if (facts.state !== 'open') return no('space-not-open');
  switch (caller.kind) {
    case 'patient':
      return caller.patient === facts.patient
        ? yes('own-record', { tags: ['patient'], classes: 'all', changeable: ['patient'] })
        : no('not-own-record');
    case 'professional':
      return professional(question, caller, facts);
    case 'bridge':
      return ['message.add', 'message.change'].includes(action)
        ? yes('mail-received', { tags: ['open', 'hidden'], classes: 'all', changeable: ['open', 'hidden'] })
        : no('caller-closed');
    case 'operator':
      return no('caller-closed');
  }
}

function professional({ action, matrix, now }: Question, caller: ProfessionalCaller, facts: Facts): Decision {
  if (facts.rules.blocked[caller.rpps]) return no('professional-blocked');
  const own = `author-${caller.rpps}`;
  const concept = conceptOf(action);
  if (verbOf(action) === 'break-glass') {
    return facts.rules.emergency.others
      ? yes('broken-glass', { tags: [], classes: [], changeable: [] })
      : no('emergency-refused');
  }
  if (!isReading(action)) {
    if (!allows(matrix, caller.profession, 'write', concept)) return no('matrix-closed');
    const classes = documentClasses(matrix, caller.profession, 'write');
    return yes(concept === 'consent' ? 'consent-at-consultation' : 'deposit', {
      tags: [own],
      classes,
      changeable: [own],
    });
  }
  if (concept === 'identity') return yes('identity-lookup', { tags: ['open'], classes: [], changeable: [] });
  return reading(action, matrix, now, caller, facts);
}

function reading(action: Action, matrix: Matrix, now: Date, caller: ProfessionalCaller, facts: Facts): Decision {
  const concept = conceptOf(action);
  const own = `author-${caller.rpps}`;
  const classes = documentClasses(matrix, caller.profession, 'read');
  const mine: Reach = { tags: [own], classes: documentClasses(matrix, caller.profession, 'write'), changeable: [own] };
  if (!allows(matrix, caller.profession, 'read', concept)) {
    return allows(matrix, caller.profession, 'readOwn', concept) ? yes('author', mine) : no('matrix-closed');
  }
  if (facts.rules.authorised[caller.rpps])
    return yes('authorised', { tags: ['open', own], classes, changeable: [own] });
  const urgent = emergency(now, caller, facts);
  if (urgent) {
    const tags = facts.rules.emergency.hidden ? ['open', 'hidden', own] : ['open', own];
    return yes(urgent.reason, { tags, classes, changeable: [own] }, urgent.said);
  }
  // Reading back by its id what one deposited needs no authorisation (E4); a list would look whole and not be.
  return verbOf(action) === 'search' ? no('no-authorisation') : yes('author', mine);
}

function emergency(now: Date, caller: ProfessionalCaller, facts: Facts): { reason: Reason; said: string } | undefined {
  if (caller.regulation && facts.rules.emergency.samu)
    return { reason: 'samu-regulation', said: 'Régulation médicale' };
  const broken = facts.brokenGlass[caller.rpps];
  if (broken && broken.until > now && facts.rules.emergency.others)
    return { reason: 'broken-glass', said: broken.reason };
  return undefined;
}
