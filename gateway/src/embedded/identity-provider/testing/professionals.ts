import type { DemoProfessional } from '../professional.ts';

export const doctor: DemoProfessional = {
  ...{ rpps: '10001234567', givenName: 'Claire', familyName: 'MARTIN', civility: 'MME', profession: '10' },
  ...{ specialty: 'SM26', password: 'Stéthoscope-1' },
};
export const regulator: DemoProfessional = {
  ...{ rpps: '10007654321', givenName: 'Paul', familyName: 'ROUX', profession: '10', regulation: true },
  ...{ organization: { name: 'CH de Valombre', finess: '750000018' }, password: 'Sirène-15' },
};
