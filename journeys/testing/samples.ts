import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pdfOf } from '../../demo/pdf.ts';

/** A CDA R2 document of the French kind. */
export interface Sample {
  name: string;
  xml: Buffer;
}

/** The documents of SAMPLES_DIR/cda; when it is set their absence is a failure. Without it, those of our own. */
export function samples(): Sample[] {
  const folder = process.env['SAMPLES_DIR'];
  if (!folder) return own;
  const files = readdirSync(path.join(folder, 'cda')).filter((file) => file.endsWith('.xml'));
  if (files.length === 0) throw new Error('SAMPLES_DIR holds no CDA document');
  return files
    .sort()
    .map((file) => ({ name: path.basename(file, '.xml'), xml: readFileSync(path.join(folder, 'cda', file)) }));
}

/** The sample of a kind: biology report, vaccination record, discharge letter. */
export function sampleOf(kind: 'BIO' | 'VAC' | 'LDL'): Sample {
  const found = samples().find(({ name }) => name.startsWith(kind));
  if (!found) throw new Error(`no sample of kind ${kind}`);
  return found;
}

const body = (title: string, lines: string[]): string =>
  `<nonXMLBody><text mediaType="application/pdf" representation="B64">${pdfOf(title, lines).toString('base64')}</text></nonXMLBody>`;

/** Level 1: a header and a PDF inside. */
const cda = (template: string, code: string, title: string, component: string): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
  <realmCode code="FR"/>
  <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
  <templateId root="${template}"/>
  <id root="1.2.250.1.213.1.4.11.99" extension="${code}-1"/>
  <code code="${code}" codeSystem="2.16.840.1.113883.6.1" displayName="${title}"/>
  <title>${title}</title>
  <effectiveTime value="20261110093000+0100"/>
  <confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
  <languageCode code="fr-FR"/>
  <component>${component}</component>
</ClinicalDocument>
`);

const own: Sample[] = [
  {
    name: 'BIO-own',
    xml: cda('1.2.250.1.213.1.1.1.1', '11502-2', 'Compte rendu de biologie', body('Biologie', ['TSH 2,1 mUI/L'])),
  },
  {
    name: 'LDL-own',
    xml: cda('1.2.250.1.213.1.1.1.1', '11490-0', 'Lettre de liaison', body('Lettre', ['Sortie le 10 novembre'])),
  },
  {
    name: 'VAC-own',
    xml: cda(
      '1.2.250.1.213.1.1.1.37',
      '11369-6',
      'Carnet de vaccination',
      '<structuredBody><component><section><title>Vaccinations</title><text>Grippe, 14/10/2026</text></section></component></structuredBody>',
    ),
  },
];
