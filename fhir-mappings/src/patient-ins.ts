import type { Identifier, Patient } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { codingOf } from './coding.ts';
import { withKey } from './element.ts';
import { extensionIn, withExtension } from './extension.ts';
import { frIdentifierType } from './identifier.ts';
import { INS_KINDS, insKindOf, Matricule, matriculeFault } from './ins.ts';
import { keysOf } from './keys.ts';
import type { Label } from './label.ts';
import type { Lens } from './lens.ts';
import { unreadable } from './unreadable.ts';

/** The INS: its matricule (13 characters and the key) and the authority that gave it. */
export const Ins = Type.Object(
  { matricule: Matricule, kind: Type.Enum(keysOf(INS_KINDS)) },
  { additionalProperties: false },
);
export type Ins = Static<typeof Ins>;

/** An INS that is no longer used stays as an old one where FR Core has a place for that; others lose their rank. */
function retired(identifier: Identifier): Identifier[] {
  const kind = insKindOf(identifier.system);
  if (identifier.use !== 'official') return [identifier];
  if (kind === undefined) return [{ ...identifier, use: 'secondary' }];
  return kind === 'nir' || kind === 'nia' ? [{ ...identifier, use: 'old' }] : [];
}

/** The INS in use. Only one identifier of a patient is official (FR Core, fr-core-2). */
export const ins: Lens<Patient, Ins | undefined> = {
  get: ({ identifier = [] }) => {
    const official = identifier.filter(({ use }) => use === 'official');
    if (official.length > 1) return unreadable('several-official');
    const [{ system, value = '' } = {}] = official;
    const kind = insKindOf(system);
    if (kind === undefined) return undefined;
    return matriculeFault(value) === undefined ? { matricule: value, kind } : unreadable('ins-key');
  },
  put: (resource, value) => {
    const identifiers = resource.identifier ?? [];
    if (value === undefined) return withKey(resource, 'identifier', identifiers.flatMap(retired));
    const { system, type } = INS_KINDS[value.kind];
    const isSame = (found: Identifier) => found.system === system && found.value === value.matricule;
    const others = identifiers.filter((found) => !isSame(found)).flatMap(retired);
    const official: Identifier = { use: 'official', ...frIdentifierType(type), system, value: value.matricule };
    return withKey(resource, 'identifier', [official, ...others]);
  },
};

const RELIABILITY = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability';
const STATUSES = 'https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0445';

/** Whether the identity was checked against a paper (VALI). A doubtful, fictitious or merged identity is not read. */
export const validated: Lens<Patient, boolean> = {
  get: (resource) => {
    const status = extensionIn(extensionIn(resource, RELIABILITY), 'identityStatus')?.valueCoding?.code ?? 'PROV';
    if (status === 'VALI') return true;
    return status === 'PROV' ? false : unreadable('identity-status');
  },
  put: (resource, value) => {
    const valueCoding = codingOf(STATUSES, value ? 'VALI' : 'PROV');
    const known = withExtension({ ...extensionIn(resource, RELIABILITY) }, 'identityStatus', { valueCoding });
    return withExtension(resource, RELIABILITY, { extension: known.extension ?? [] });
  },
};

/** The four states of an identity, as French software shows them. Only a qualified one lets an INS leave the system. */
export const IDENTITY_STATUSES = {
  provisional: { fr: 'Identité provisoire', en: 'Provisional identity' },
  retrieved: { fr: 'Identité récupérée', en: 'Retrieved identity' },
  validated: { fr: 'Identité validée', en: 'Validated identity' },
  qualified: { fr: 'Identité qualifiée', en: 'Qualified identity' },
} as const satisfies Record<string, Label>;
export type IdentityStatus = keyof typeof IDENTITY_STATUSES;

/** The state that follows from having an INS and having been checked. */
export function identityStatus(identity: { ins?: Ins; validated: boolean }): IdentityStatus {
  if (identity.ins === undefined) return identity.validated ? 'validated' : 'provisional';
  return identity.validated ? 'qualified' : 'retrieved';
}
