import { clinicalDocument, xml, type CdaHeader } from './header.ts';
import { FRENCH } from './unstructured.ts';

/** One vaccine given. */
export interface GivenVaccine {
  /** OID of the entry */
  readonly id: string;
  /** `20251021` */
  readonly date: string;
  readonly atc: string;
  readonly name: string;
  readonly batch: string;
  readonly kind: 'INITIMMUNIZ' | 'BOOSTER' | 'IMMUNIZ';
  readonly rank?: number;
}

const rank = (value: number): string => `
          <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN">
            <code code="30973-2" codeSystem="2.16.840.1.113883.6.1" displayName="Rang de la vaccination"/>
            <statusCode code="completed"/>
            <value xsi:type="INT" value="${value}"/>
          </observation></entryRelationship>`;

const entry = (vaccine: GivenVaccine): string => `<entry>
        <substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="false">
          <templateId root="1.2.250.1.213.1.1.3.45"/>
          <id root="${xml(vaccine.id)}"/>
          <code code="${vaccine.kind}" codeSystem="2.16.840.1.113883.5.4"/>
          <statusCode code="completed"/>
          <effectiveTime value="${xml(vaccine.date)}"/>
          <routeCode code="20035000" displayName="Voie intramusculaire" codeSystem="0.4.0.127.0.16.1.1.2.1"/>
          <consumable><manufacturedProduct><manufacturedMaterial>
            <code code="${xml(vaccine.atc)}" codeSystem="2.16.840.1.113883.6.73" displayName="${xml(vaccine.name)}"/>
            <name>${xml(vaccine.name)}</name>
            <lotNumberText>${xml(vaccine.batch)}</lotNumberText>
          </manufacturedMaterial></manufacturedProduct></consumable>${vaccine.rank === undefined ? '' : rank(vaccine.rank)}
        </substanceAdministration>
      </entry>`;

/** A vaccination note (LOINC 87273-9) with a structured body, level N3: each vaccine as words and as an entry. */
export const vaccinationNote = (given: Omit<CdaHeader, 'code' | 'title'>, vaccines: readonly GivenVaccine[]): string =>
  clinicalDocument(
    {
      ...given,
      title: 'Note de vaccination',
      code: { code: '87273-9', system: '2.16.840.1.113883.6.1', name: 'Note de vaccination' },
    },
    [...FRENCH, '1.2.250.1.213.1.1.1.37'],
    `<structuredBody><component><section>
      <templateId root="1.2.250.1.213.1.1.2.147"/>
      <code code="11369-6" codeSystem="2.16.840.1.113883.6.1" displayName="Historique des vaccinations"/>
      <title>Vaccinations</title>
      <text><list>${vaccines.map(({ name, batch }) => `<item>${xml(name)}, lot ${xml(batch)}</item>`).join('')}</list></text>
      ${vaccines.map(entry).join('\n      ')}
    </section></component></structuredBody>`,
  );
