import type { Doors } from './doors.ts';
import { signIn } from './actors/patient.ts';
import type { Townsperson } from './people.ts';

/** C1: parents activate their children's spaces, one after the other: the second enters what the first opened. Done again, it changes nothing. */
export async function representChildren(doors: Doors, parents: readonly Townsperson[]): Promise<void> {
  for (const parent of parents) {
    const { call } = await signIn(doors, parent);
    const { minors } = await call('GET /api/family');
    const refs = minors.filter(({ state }) => state === 'to-activate').map(({ ref }) => ref);
    if (refs.length === 0) continue;
    const { results } = await call('POST /api/family/minors', { body: { refs, certifies: true, acceptsTerms: true } });
    const refused = results.find(({ refusal }) => refusal);
    if (refused) throw new Error(`a child's space was not activated: ${refused.refusal?.code}`);
  }
}
