import type { ImportResult } from '../csv.ts';
import { importInsured } from '../insured-import.ts';
import { importOrganizations } from '../organizations-import.ts';
import type { AdminParts, Command } from '../parts.ts';
import { importProfessionals } from '../professionals-import.ts';

/** 0.1, 0.2, 0.3: loading registers and directories. */
export const importCommands: Record<string, Command> = {
  'insured import': (parts, [file = '']) =>
    told(parts, 'insured.import', importInsured(parts.database, file, parts.clock())),
  'organizations import': async (parts, [file = '']) =>
    told(parts, 'organisation.import', importOrganizations({ ...parts, fhir: await parts.openFhir() }, file)),
  'professionals import': async (parts, [file = '']) =>
    told(parts, 'professional.import', importProfessionals({ ...parts, fhir: await parts.openFhir() }, file)),
};

async function told(parts: AdminParts, action: string, importing: Promise<ImportResult>): Promise<number> {
  const { inserted, updated, unchanged, refused } = await importing.catch(async (error: unknown) => {
    await parts.record({ action, outcome: 'failed', reason: 'cut short' });
    throw error;
  });
  for (const { line, why } of refused) parts.say(`line ${line}: ${why}`);
  parts.say(`inserted ${inserted}, updated ${updated}, unchanged ${unchanged}, refused ${refused.length}`);
  const reason = `${inserted} inserted, ${updated} updated, ${unchanged} unchanged, ${refused.length} refused`;
  await parts.record({ action, outcome: 'success', reason });
  return refused.length === 0 ? 0 : 1;
}
