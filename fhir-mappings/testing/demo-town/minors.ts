import { adults } from './adults.ts';
import { townsperson, type Line } from './person.ts';

const insOf = (index: number): string => adults[index]?.ins ?? '';

const lines = [
  {
    birthName: 'PETIT',
    firstNames: 'Léo',
    sex: 'male',
    birthDate: '2014-05-03',
    birthPlace: '44109',
    order: '140',
    card: 'without-photo',
    serial: '607891234567',
    attachedTo: [insOf(4), insOf(5)],
  },
  {
    birthName: 'PETIT',
    firstNames: 'Zoé',
    sex: 'female',
    birthDate: '2018-10-22',
    birthPlace: '44109',
    order: '141',
    card: 'without-photo',
    serial: '607891234567',
    attachedTo: [insOf(4), insOf(5)],
  },
  {
    birthName: 'BENALI',
    firstNames: 'Inès',
    sex: 'female',
    birthDate: '2009-01-08',
    birthPlace: '13055',
    order: '119',
    card: 'with-photo',
    serial: '20345678912',
    attachedTo: [insOf(1)],
  },
  {
    birthName: 'BENALI',
    firstNames: 'Yanis',
    sex: 'male',
    birthDate: '2012-08-25',
    birthPlace: '13055',
    order: '120',
    card: 'with-photo',
    serial: '20345678912',
    attachedTo: [insOf(1)],
  },
] as const satisfies readonly Line[];

/** Two families’ children. */
export const minors = lines.map(townsperson);
