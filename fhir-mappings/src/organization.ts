import type { Extension, Organization } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { FINESS_SYSTEM } from './author.ts';
import { codeable, codesOf, nos } from './coding.ts';
import { concept } from './concept.ts';
import { withKey } from './element.ts';
import { frIdentifierType, identified } from './identifier.ts';
import type { Label } from './label.ts';
import { fields, required, type Lens } from './lens.ts';
import { ownDefinition } from './own.ts';
import { line } from './text.ts';

const DOMAIN = '^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$';

/** FINESS number of a site. */
export const Finess = Type.String({ pattern: '^[0-9AB]{9}$' });

/**
 * 0.3. A hospital or practice. `mailDomains`: the domains that it may send mail from, in small letters. `sector`: code of
 * TRE_R02.
 */
export const Organisation = Type.Object(
  {
    finess: Finess,
    name: line(150),
    mailDomains: Type.Optional(
      Type.Array(Type.String({ pattern: DOMAIN, maxLength: 253 }), { minItems: 1, maxItems: 20, uniqueItems: true }),
    ),
    sector: Type.Optional(Type.String({ pattern: '^SA[0-9]{2}$' })),
  },
  { additionalProperties: false },
);
export type Organisation = Static<typeof Organisation>;

/** TRE_R02-SecteurActivite: the sectors that this gateway names. */
export const SECTORS = {
  SA01: { fr: 'Établissement public de santé', en: 'Public hospital' },
  SA05: { fr: 'Centre de santé', en: 'Health centre' },
  SA07: { fr: 'Cabinet individuel', en: 'Private practice' },
  SA08: { fr: 'Cabinet de groupe', en: 'Group practice' },
  SA25: { fr: 'Laboratoire de biologie médicale', en: 'Medical laboratory' },
  SA33: { fr: 'Pharmacie d’officine', en: 'Pharmacy' },
  SA52: { fr: 'Maison de santé', en: 'Multi-professional health house' },
} as const satisfies Record<string, Label>;

const PROFILE = 'https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-organization';
const R02 = nos('TRE_R02-SecteurActivite');
const MAIL_DOMAIN = ownDefinition('mail-domain');

const name: Lens<Organization, string | undefined> = {
  get: ({ name: found }) => (found?.trim() ? found : undefined),
  put: (resource, value) => withKey(resource, 'name', value),
};

/** No element of R4 says which domains mail may come from: our extension, repeated. */
const mailDomains: Lens<Organization, string[] | undefined> = {
  get: ({ extension = [] }) => {
    const domains = extension.filter(({ url }) => url === MAIL_DOMAIN).map(({ valueString = '' }) => valueString);
    const known = domains.filter((domain) => new RegExp(DOMAIN).test(domain));
    return known.length === 0 ? undefined : [...new Set(known)];
  },
  put: (resource, domains = []) =>
    withKey<Organization, 'extension'>(resource, 'extension', [
      ...(resource.extension ?? []).filter(({ url }: Extension) => url !== MAIL_DOMAIN),
      ...domains.map((valueString) => ({ url: MAIL_DOMAIN, valueString })),
    ]),
};

const sector: Lens<Organization, string | undefined> = {
  get: ({ type = [] }) => type.flatMap((found) => codesOf(found, R02)).find((code) => /^SA[0-9]{2}$/.test(code)),
  put: (resource, code) => {
    const others = (resource.type ?? []).filter((found) => codesOf(found, R02).length === 0);
    return withKey(resource, 'type', [...(code === undefined ? [] : [codeable(R02, code)]), ...others]);
  },
};

export const organisation = concept<Organisation, Organization>({
  action: 'organisation',
  schema: Organisation,
  profiles: [PROFILE],
  blank: { resourceType: 'Organization', meta: { profile: [PROFILE] } },
  lens: fields<Organization, Organisation>({
    finess: required(identified(FINESS_SYSTEM, /^[0-9AB]{9}$/, frIdentifierType('FINEG')), 'no-identifier'),
    name: required(name, 'no-name'),
    mailDomains,
    sector,
  }),
});

export const { toFhir: organisationToFhir, fromFhir: organisationFromFhir } = organisation;
