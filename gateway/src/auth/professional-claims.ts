import { Professional } from '@passerelle/fhir-mappings';
import { Value } from 'typebox/value';
import type { ProfessionalCaller } from '../access/caller.ts';
import type { DescribedProfessional } from '../directory/professionals.ts';
import { problem } from '../errors.ts';

/** Claims of an access token or of userinfo, as Pro Santé Connect words them. Nothing of it is taken on trust. */
export type Claims = Readonly<Record<string, unknown>>;

/** Whether these claims say who the professional is, or userinfo must be asked. */
export const saysWho = (claims: Claims): boolean => typeof claims['SubjectNameID'] === 'string';

/**
 * The professional whom the claims describe. The profession is that of the role they signed in with (`SubjectRole`), else of their
 * only practice; specialty and organisation are of the practice in that profession.
 * @throws Problem `professional-unknown` without a RPPS number (`SubjectNameID` = `8` + 11 digits) or without a profession
 */
export function professionalOf(claims: Claims): ProfessionalCaller {
  const rpps = /^8(\d{11})$/.exec(textOf(claims['SubjectNameID']))?.[1];
  const practices = listOf(recordOf(claims['SubjectRefPro'])['exercices']).map(recordOf);
  const profession = roleOf(claims['SubjectRole']) ?? onlyProfession(practices);
  if (!rpps || !profession) throw problem('professional-unknown');
  const practice = practices.find(({ codeProfession }) => codeProfession === profession) ?? {};
  const specialty = textOf(practice['codeSavoirFaire']);
  const organization = textOf(claims['SubjectOrganization']) || workplaceOf(practice);
  return {
    kind: 'professional',
    rpps,
    name: `${textOf(claims['given_name'])} ${textOf(claims['family_name'])}`.trim() || rpps,
    profession,
    ...(specialty ? { specialty } : {}),
    ...(organization ? { organization } : {}),
    regulation: ['VRAI', 'true'].includes(String(claims['Acces_Regulation_Medicale'])),
    software: textOf(claims['azp']) || textOf(claims['client_id']) || 'unknown',
  };
}

/**
 * What the claims tell the directory of the caller whom they describe.
 * @returns undefined where a part, the surname above all, lacks or has not its form: nothing is guessed
 */
export function describedIn(claims: Claims, caller: ProfessionalCaller): DescribedProfessional | undefined {
  const { rpps, profession, specialty, organization } = caller;
  const [givenName, civility] = [textOf(claims['given_name']).trim(), textOf(claims['codeCivilite'])];
  const entry = {
    ...{ rpps, idnps: textOf(claims['SubjectNameID']), familyName: textOf(claims['family_name']).trim(), profession },
    ...(givenName ? { givenName } : {}),
    ...(civility ? { civility } : {}),
    ...(specialty ? { specialty } : {}),
  };
  return Value.Check(Professional, entry) ? { ...entry, ...(organization ? { organization } : {}) } : undefined;
}

/** `10^1.2.250.1.213.1.1.5.5`: a code of TRE_G15 and the OID of that table. */
function roleOf(claim: unknown): string | undefined {
  const roles = typeof claim === 'string' ? [claim] : listOf(claim);
  return roles.map((role) => /^(\d{2})\^1\.2\.250\.1\.213\.1\.1\.5\.5$/.exec(textOf(role))?.[1]).find(Boolean);
}

function onlyProfession(practices: Claims[]): string | undefined {
  const codes = new Set(practices.map(({ codeProfession }) => textOf(codeProfession)).filter(Boolean));
  return codes.size === 1 ? [...codes][0] : undefined;
}

const workplaceOf = (practice: Claims): string =>
  listOf(practice['activities'])
    .map((activity) => textOf(recordOf(activity)['raisonSocialeSite']))
    .find(Boolean) ?? '';

/** Longest text taken from a claim. */
const longest = 200;
const textOf = (value: unknown): string => (typeof value === 'string' ? value.slice(0, longest) : '');
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 20) : []);
const recordOf = (value: unknown): Claims => (typeof value === 'object' && value !== null ? (value as Claims) : {});
