import {
  organizations,
  professionals,
  type DemoProfessional,
  type Townsperson,
} from '@passerelle/fhir-mappings/demo-town';

export { adultCount, people, professionals, townsperson, type Townsperson } from '@passerelle/fhir-mappings/demo-town';

const columns = {
  ins: (person: Townsperson) => person.ins,
  ins_oid: () => '1.2.250.1.213.1.4.11',
  birth_name: (person: Townsperson) => person.birthName,
  first_names: (person: Townsperson) => person.firstNames,
  used_name: (person: Townsperson) => person.usedName ?? '',
  used_first_name: () => '',
  sex: (person: Townsperson) => person.sex,
  birth_date: (person: Townsperson) => person.birthDate,
  birth_place: (person: Townsperson) => person.birthPlace,
  card: (person: Townsperson) => person.card,
  card_serial: (person: Townsperson) => person.serial,
  email: (person: Townsperson) => (person.attachedTo ? '' : person.email),
  mobile: (person: Townsperson) => person.mobile ?? '',
  attached_to: (person: Townsperson) => (person.attachedTo ?? []).join(' '),
};

/**
 * The register's file: `npm run admin -- insured import`.
 * @param other columns that hold something else than they do for the town
 */
export function insuredCsv(
  persons: readonly Townsperson[],
  other: Record<string, (person: Townsperson) => string> = {},
): string {
  const all = { ...columns, ...other };
  const line = (person: Townsperson) => Object.values(all).map((cell) => cell(person));
  return [Object.keys(all), ...persons.map(line)].map((cells) => cells.join(',')).join('\n');
}

/** The organisations' file: `npm run admin -- organizations import`. */
export const hospitalsCsv = [
  'finess,name,mail_domains',
  ...organizations.map(({ finess, name, mailDomains }) => `${finess},${name},${mailDomains.join(' ')}`),
].join('\n');

/** The directory's file: `npm run admin -- professionals import`. */
export const professionalsCsv = [
  'rpps,civility,surname,first_name,profession,specialty,finess,mssante',
  ...professionals.map((one: DemoProfessional) =>
    [
      ...[one.rpps, one.civility, one.familyName, one.givenName, one.profession],
      ...[one.specialty ?? '', one.organization?.finess ?? '', one.mssAddress],
    ].join(','),
  ),
].join('\n');
