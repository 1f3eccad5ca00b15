/** Who and what a CDA document of ours is about; every value is put in as text. */
export interface CdaHeader {
  /** OID of the document, e.g. 2.25.123 */
  readonly id: string;
  /** `20260517093000+0200` */
  readonly effectiveTime: string;
  readonly title: string;
  readonly code: { readonly code: string; readonly system: string; readonly name: string };
  readonly patient: {
    readonly matricule: string;
    /** OID of the INS authority, e.g. 1.2.250.1.213.1.4.11 */
    readonly authority: string;
    readonly birthName: string;
    readonly givenName: string;
    readonly gender: 'male' | 'female' | 'unknown';
    /** `19840517` */
    readonly birthTime: string;
    readonly birthPlace: string;
  };
  readonly author: {
    readonly idnps: string;
    readonly familyName: string;
    readonly givenName: string;
    /** Code of 1.2.250.1.213.1.1.4.5, e.g. G15_10/SM54 */
    readonly specialty: string;
  };
  readonly organization: { readonly finess: string; readonly name: string };
}

/** Text in an element or attribute of XML 1.0. */
export const xml = (text: string): string => text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);

const GENDERS = { male: ['M', 'Masculin'], female: ['F', 'Féminin'], unknown: ['U', 'Inconnu'] } as const;

const organization = ({ finess, name }: CdaHeader['organization'], element: string): string => `<${element}>
        <id root="1.2.250.1.71.4.2.2" extension="1${xml(finess)}"/>
        <name>${xml(name)}</name>
      </${element}>`;

const recordTarget = ({ patient }: CdaHeader): string => {
  const [code, label] = GENDERS[patient.gender];
  return `<recordTarget>
    <patientRole classCode="PAT">
      <id root="${xml(patient.authority)}" extension="${xml(patient.matricule)}"/>
      <patient classCode="PSN" determinerCode="INSTANCE">
        <name>
          <given qualifier="BR">${xml(patient.givenName)}</given>
          <family qualifier="BR">${xml(patient.birthName)}</family>
        </name>
        <administrativeGenderCode code="${code}" displayName="${label}" codeSystem="2.16.840.1.113883.5.1"/>
        <birthTime value="${xml(patient.birthTime)}"/>
        <birthplace><place><addr><county>${xml(patient.birthPlace)}</county></addr></place></birthplace>
      </patient>
    </patientRole>
  </recordTarget>`;
};

const author = ({ author: who, organization: where, effectiveTime }: CdaHeader): string => `<author>
    <time value="${xml(effectiveTime)}"/>
    <assignedAuthor classCode="ASSIGNED">
      <id root="1.2.250.1.71.4.2.1" extension="${xml(who.idnps)}"/>
      <code code="${xml(who.specialty)}" codeSystem="1.2.250.1.213.1.1.4.5"/>
      <assignedPerson classCode="PSN" determinerCode="INSTANCE">
        <name><given>${xml(who.givenName)}</given><family>${xml(who.familyName)}</family></name>
      </assignedPerson>
      ${organization(where, 'representedOrganization')}
    </assignedAuthor>
  </author>`;

/** A CDA R2 document with the header of French documents around a body (`component`). */
export const clinicalDocument = (header: CdaHeader, templates: readonly string[], body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" classCode="DOCCLIN" moodCode="EVN">
  <realmCode code="FR"/>
  <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
  ${templates.map((root) => `<templateId root="${root}"/>`).join('\n  ')}
  <id root="${xml(header.id)}"/>
  <code code="${xml(header.code.code)}" displayName="${xml(header.code.name)}" codeSystem="${xml(header.code.system)}"/>
  <title>${xml(header.title)}</title>
  <effectiveTime value="${xml(header.effectiveTime)}"/>
  <confidentialityCode code="N" displayName="Normal" codeSystem="2.16.840.1.113883.5.25"/>
  <languageCode code="fr-FR"/>
  ${recordTarget(header)}
  ${author(header)}
  <custodian><assignedCustodian>
      ${organization(header.organization, 'representedCustodianOrganization')}
  </assignedCustodian></custodian>
  <documentationOf>
    <serviceEvent><effectiveTime><low value="${xml(header.effectiveTime)}"/></effectiveTime></serviceEvent>
  </documentationOf>
  <component>
    ${body}
  </component>
</ClinicalDocument>
`;
