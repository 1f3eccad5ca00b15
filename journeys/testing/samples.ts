import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { biologyReport, dischargeLetter, vaccinationNote, type CdaHeader } from '@passerelle/fhir-mappings/cda';
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

/** A town's hospital writes of nobody in particular: the samples are read, not filed by their header. */
const header: Omit<CdaHeader, 'code' | 'title'> = {
  id: '2.25.2026111001',
  effectiveTime: '20261110093000+0100',
  patient: {
    ...{
      matricule: '279035121518989',
      authority: '1.2.250.1.213.1.4.11',
      birthName: 'PAT-TROIS',
      givenName: 'Dominique',
    },
    ...{ gender: 'female', birthTime: '19790328', birthPlace: '51215' },
  },
  author: { idnps: '810100000029', familyName: 'Mercier', givenName: 'Antoine', specialty: 'G15_10/SM04' },
  organization: { finess: '690000013', name: 'CHU de Valombre' },
};

const flu = { id: '2.25.2026111002', date: '20261014', atc: 'J07BB02', name: 'Vaccin antigrippal', batch: 'F26-0417' };

const own: Sample[] = [
  { name: 'BIO-own', xml: Buffer.from(biologyReport(header, pdfOf('Biologie', ['TSH 2,1 mUI/L']).toString('base64'))) },
  {
    name: 'LDL-own',
    xml: Buffer.from(dischargeLetter(header, Buffer.from('Sortie le 10 novembre.').toString('base64'))),
  },
  { name: 'VAC-own', xml: Buffer.from(vaccinationNote(header, [{ ...flu, kind: 'BOOSTER' }])) },
];
