import { accessRule } from '@passerelle/fhir-mappings';
import { actsForAnother } from '../access/caller.ts';
import type { Enter } from '../access/enter.ts';
import type { FactsSource, Rules } from '../access/facts.ts';
import { accessLines } from '../audit/consultations.ts';
import type { AuditLine } from '../audit/ledger.ts';
import type { AccessLine, Emergency, KnownProfessional } from '../client/consents.ts';
import type { Database } from '../database/connect.ts';
import { asPatient, type Asking } from '../entries/entries.ts';
import { problem } from '../errors.ts';
import { professionalsByNumber, searchProfessionals, type ListedProfessional } from './professionals.ts';
import { namesIn, replaceEmergency, replaceRule } from './rules.ts';

export interface ConsentParts {
  enter: Enter;
  facts: FactsSource;
  database: Database;
  clock: () => Date;
}

export type Status = KnownProfessional['status'];

/** F2, F3, X2: who may see a patient's record, and who did. A change holds at the next request, on every copy. */
export interface Consents {
  access: (asking: Asking) => Promise<{ professionals: KnownProfessional[]; emergency: Emergency }>;
  /** @throws Problem `resource-not-found` for a number that the directory does not know. */
  set: (asking: Asking, rpps: string, status: Status) => Promise<void>;
  withdraw: (asking: Asking, rpps: string) => Promise<void>;
  setEmergency: (asking: Asking, settings: Emergency) => Promise<void>;
  search: (asking: Asking, words: string) => Promise<ListedProfessional[]>;
  log: (asking: Asking, asked: LogAsked) => Promise<{ lines: AccessLine[]; total: number; pages: number }>;
}

interface LogAsked {
  page?: number;
  only?: 'professionals' | 'refused';
}

const logPage = 50;

export function consentsOf({ enter, facts, database, clock }: ConsentParts): Consents {
  const within = asPatient(enter, accessRule.action);
  return {
    access: ({ caller, request }) =>
      enter(
        { caller, action: 'consent.search', patient: caller.patient, target: 'Consent', request },
        async (record, { facts: { rules } }) => ({
          professionals: await known(database, rules, await namesIn(record)),
          emergency: rules.emergency,
        }),
      ),
    set: async (asking, rpps, decision) => {
      const [professional] = await professionalsByNumber(database, [rpps]);
      if (!professional) throw problem('resource-not-found');
      const rule = { rpps, name: professional.name, decision, since: clock().toISOString() };
      const { caller } = asking;
      await within(asking, 'change', `Consent?actor=${rpps}`, (record) =>
        facts.changeRules(caller.patient, () => replaceRule(record, caller, rpps, rule)),
      );
    },
    withdraw: (asking, rpps) =>
      within(asking, 'remove', `Consent?actor=${rpps}`, (record) =>
        facts.changeRules(asking.caller.patient, () => replaceRule(record, asking.caller, rpps, undefined)),
      ),
    setEmergency: (asking, settings) =>
      within(asking, 'change', 'Consent', (record) => {
        const { caller } = asking;
        const since = clock().toISOString();
        return facts.changeRules(caller.patient, () => replaceEmergency(record, caller, settings, since));
      }),
    search: ({ caller, request }, words) =>
      enter({ caller, action: 'professional.search', patient: caller.patient, target: 'Practitioner', request }, () =>
        searchProfessionals(database, words),
      ),
    log: (asking, { page = 1, only }) =>
      within(asking, 'search', 'AuditEvent', async () => {
        const { lines, total } = await accessLines(database, asking.caller.patient, {
          ...asked(only),
          forKin: actsForAnother(asking.caller),
          page,
          size: logPage,
        });
        return { lines: lines.map(accessLine), total, pages: Math.max(1, Math.ceil(total / logPage)) };
      }),
  };
}

/** The rules as decisions are taken on them, with names. */
async function known(database: Database, rules: Rules, names: Map<string, string>): Promise<KnownProfessional[]> {
  const said = { ...statuses(rules.authorised, 'authorised'), ...statuses(rules.blocked, 'blocked') };
  const listed = await professionalsByNumber(database, Object.keys(said));
  return Object.entries(said)
    .map(([rpps, { status, since }]) => {
      const found = listed.find((one) => one.rpps === rpps);
      const name = found?.name ?? names.get(rpps) ?? rpps;
      return { rpps, name, ...(found?.profession ? { profession: found.profession } : {}), status, since };
    })
    .sort((one, other) => one.name.localeCompare(other.name, 'fr'));
}

const statuses = (rules: Record<string, string>, status: Status): Record<string, { status: Status; since: string }> =>
  Object.fromEntries(Object.entries(rules).map(([rpps, since]) => [rpps, { status, since }]));

const asked = (only: LogAsked['only']): { actor?: string; outcome?: 'refused' } => {
  if (only === 'professionals') return { actor: 'professional' };
  return only === 'refused' ? { outcome: 'refused' } : {};
};

/** A line as people read it: a refusal with the code of its reason, an emergency with the reason that was given. */
function accessLine({ at, actor, action, outcome, reason, emergency }: AuditLine): AccessLine {
  const said = emergency ?? (outcome === 'refused' ? reason : undefined);
  return {
    ...{ at, who: actor.name, kind: actor.kind as AccessLine['kind'], action, outcome },
    ...(actor.profession ? { profession: actor.profession } : {}),
    allowed: outcome !== 'refused',
    emergency: emergency !== undefined,
    ...(said === undefined ? {} : { reason: said }),
  };
}
