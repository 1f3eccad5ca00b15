import { isOfAge } from '../calendar.ts';
import { keyed } from '../auth/one-time.ts';
import type { familyRoutes } from '../client/family.ts';
import type { Request } from '../client/route.ts';
import type { FamilyParts } from './parts.ts';

export type Traits = Request<typeof familyRoutes, 'POST /api/family/:profile/invitations'>['body'];

/** Case, accents, hyphens and apostrophes aside: `Éléonore d’Arc` is `eleonore d arc`. */
export const folded = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * C3: the person whom these traits name, all of them, where that person can be invited: of age, with a space that is open and a login, and not
 * representing the child already, nor kept from it by a judgment. What is not told apart for who invites: nobody of that NIR, another name, no space.
 * @returns the INS
 */
export async function invitedBy(
  { database, clock, insOf }: FamilyParts,
  profile: string,
  { nir, name, firstName, birthDate }: Traits,
): Promise<string | undefined> {
  const person = await database
    .selectFrom('insured')
    .innerJoin('space', 'space.ins', 'insured.ins')
    .innerJoin('account', 'account.patient', 'space.patient')
    .selectAll('insured')
    .where('insured.ins', '=', insOf(nir))
    .where('insured.birth_date', '=', birthDate)
    .where('space.state', '=', 'open')
    .where('account.closed_at', 'is', null)
    .where((of) =>
      of.not(
        of.exists(
          of
            .selectFrom('legal_representative as kin')
            .select('kin.id')
            .whereRef('kin.person', '=', 'space.patient')
            .where('kin.patient', '=', profile)
            .where((kin) => kin.or([kin('kin.ended_at', 'is', null), kin('kin.barred', '=', true)])),
        ),
      ),
    )
    .executeTakeFirst();
  if (!person || !isOfAge(person.birth_date, clock())) return undefined;
  const firsts = [person.first_names, person.first_names.split(' ')[0], person.used_first_name];
  const isNamed = [person.birth_name, person.used_name].some((known) => known && folded(known) === folded(name));
  const isCalled = firsts.some((known) => known && folded(known) === folded(firstName));
  return isNamed && isCalled ? person.ins : undefined;
}

/** Tells an invitation that is repeated, and nothing else: what was typed of somebody is not kept. */
export const hashesOf = ({ secret, insOf }: FamilyParts, { nir, name, firstName, birthDate }: Traits) => ({
  hash: keyed(secret, 'invited', insOf(nir)),
  invited_name_hash: keyed(secret, 'invited name', folded(name), folded(firstName), birthDate),
});
