import { isOfAge } from '../calendar.ts';
import { conceptOf, isReading, verbOf, type Action } from './action.ts';
import type { Caller, PatientCaller, ProfessionalCaller } from './caller.ts';
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
  /** Document classes (TRE_A03) that can be seen; `all` for the patient. */
  classes: string[] | 'all';
  /** Changing and deleting: the tags that suffice. */
  changeable: string[];
  /** Document classes that can be deposited. */
  writable: string[] | 'all';
}

export interface Question {
  caller: Caller;
  action: Action;
  /** undefined: there is no space. */
  facts: Facts | undefined;
  matrix: Matrix;
  now: Date;
}

type Professionals = Question & { caller: ProfessionalCaller; facts: Facts };

const nothing: Reach = { tags: [], classes: [], changeable: [], writable: [] };
const no = (reason: Reason): Decision => ({ allowed: false, reason });
const yes = (reason: Reason, reach: Partial<Reach>, emergency?: string): Decision => ({
  allowed: true,
  reason,
  reach: { ...nothing, ...reach },
  ...(emergency === undefined ? {} : { emergency }),
});

/** May this caller do this in this space? What no line allows is refused. */
export function decide(question: Question): Decision {
  const { caller, facts, action, now } = question;
  if (!facts) return no('space-unknown');
  // Whose it is comes before its state: a stranger does not learn from a refusal whether a space is open, opposed or closed.
  if (caller.kind === 'patient') return person(caller, facts, now);
  if (facts.state !== 'open') return no('space-not-open');
  switch (caller.kind) {
    case 'professional':
      return professional({ ...question, caller, facts });
    case 'bridge':
      return ['message.add', 'message.change'].includes(action)
        ? yes('mail-received', {
            tags: ['open', 'hidden'],
            classes: 'all',
            changeable: ['open', 'hidden'],
            writable: 'all',
          })
        : no('caller-closed');
    case 'operator':
      return no('caller-closed');
  }
}

/** One's own space, once one is of age; a minor's for who represents them, until midnight of the eighteenth birthday. */
function person({ person: who, patient }: PatientCaller, facts: Facts, now: Date): Decision {
  if (patient !== facts.patient) return no('not-own-record');
  const isMinor = facts.birthDate !== undefined && !isOfAge(facts.birthDate, now);
  if (who === facts.patient) return isMinor ? no('minor-signs-not-in') : whole('own-record', 'patient', facts);
  if (!Object.hasOwn(facts.representatives, who)) return no('not-own-record');
  return isMinor ? whole('legal-representative', 'kin', facts) : no('of-age');
}

const whole = (reason: Reason, tag: string, { state }: Facts): Decision =>
  state === 'open'
    ? yes(reason, { tags: [tag], classes: 'all', changeable: [tag], writable: 'all' })
    : no('space-not-open');

/** What belongs to no patient: the directory of professionals and organisations, read by those whom the matrix names. */
export function decideShared({ caller, action, matrix }: Pick<Question, 'caller' | 'action' | 'matrix'>): Decision {
  if (caller.kind !== 'professional') return no('caller-closed');
  const open = isReading(action) && allows(matrix, caller.profession, 'read', conceptOf(action));
  return open ? yes('directory', {}) : no('matrix-closed');
}

/** An authorisation may end by itself; an end that is no date has passed. */
function isAuthorised({ rules }: Facts, rpps: string, now: Date): boolean {
  const end = rules.ends?.[rpps];
  return rules.authorised[rpps] !== undefined && (end === undefined || new Date(end) > now);
}

const ownTag = (caller: ProfessionalCaller): string => `author-${caller.rpps}`;

function professional(question: Professionals): Decision {
  const { action, caller, facts, matrix } = question;
  if (facts.rules.blocked[caller.rpps] !== undefined) return no('professional-blocked');
  if (verbOf(action) === 'break-glass') return breaking(question);
  if (!isReading(action)) return writing(question);
  // Found by a whole INS, so that a deposit can be filed. To read an identity by its id asks for more: ids can be guessed.
  if (action === 'identity.search' && allows(matrix, caller.profession, 'read', 'identity'))
    return yes('identity-lookup', { tags: ['open'] });
  return reading(question);
}

function breaking({ caller, facts, matrix }: Professionals): Decision {
  if (!allows(matrix, caller.profession, 'read', 'identity')) return no('matrix-closed');
  return facts.rules.emergency.others ? yes('broken-glass', {}) : no('emergency-refused');
}

/** Depositing asks for no authorisation; who has one also sees what is there, and hears why it is not theirs to change. */
function writing({ action, caller, facts, matrix, now }: Professionals): Decision {
  const own = ownTag(caller);
  const concept = conceptOf(action);
  if (!allows(matrix, caller.profession, 'write', concept)) return no('matrix-closed');
  const sees = isAuthorised(facts, caller.rpps, now) && allows(matrix, caller.profession, 'read', concept);
  return yes(concept === 'consent' ? 'consent-at-consultation' : 'deposit', {
    tags: sees ? ['open', own] : [own],
    classes: documentClasses(matrix, caller.profession, sees ? 'read' : 'write'),
    changeable: [own],
    writable: documentClasses(matrix, caller.profession, 'write'),
  });
}

function reading({ action, caller, facts, matrix, now }: Professionals): Decision {
  const concept = conceptOf(action);
  const own = ownTag(caller);
  const mine = { tags: [own], classes: documentClasses(matrix, caller.profession, 'write') };
  if (!allows(matrix, caller.profession, 'read', concept)) {
    return allows(matrix, caller.profession, 'readOwn', concept) ? yes('author', mine) : no('matrix-closed');
  }
  const classes = documentClasses(matrix, caller.profession, 'read');
  if (isAuthorised(facts, caller.rpps, now)) return yes('authorised', { tags: ['open', own], classes });
  const urgent = emergency(now, caller, facts);
  if (urgent) {
    const tags = facts.rules.emergency.hidden ? ['open', 'hidden', own] : ['open', own];
    return yes(urgent.reason, { tags, classes }, urgent.said);
  }
  // Reading back by its id what one deposited needs no authorisation (E4); a list would look whole and not be.
  return verbOf(action) === 'search' || concept === 'identity' ? no('no-authorisation') : yes('author', mine);
}

function emergency(now: Date, caller: ProfessionalCaller, facts: Facts): { reason: Reason; said: string } | undefined {
  if (caller.regulation && facts.rules.emergency.samu)
    return { reason: 'samu-regulation', said: 'Régulation médicale' };
  const broken = facts.brokenGlass[caller.rpps];
  if (broken && broken.until > now && facts.rules.emergency.others)
    return { reason: 'broken-glass', said: broken.reason };
  return undefined;
}
