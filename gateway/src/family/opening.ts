import type { Kysely } from 'kysely';
import { addRepresentative } from '../access/representatives.ts';
import { firstNameOf, nameOf } from '../auth/accounts.ts';
import type { familyRoutes } from '../client/family.ts';
import type { Answer, Request } from '../client/route.ts';
import type { Tables } from '../database/tables.ts';
import { Problem, problem } from '../errors.ts';
import { mustCertify, noted } from './asking.ts';
import { childOf, type Child } from './minors.ts';
import { mostRepresentatives, type Asking, type FamilyParts } from './parts.ts';
import { concernedWith, mustStay, otherAccounts, representativesOf } from './representing.ts';

type Opened = Answer<typeof familyRoutes, 'POST /api/family/minors'>;
type Result = Opened['results'][number];

/**
 * C1: activates the spaces of several children, one after the other: each has its own result. A space that the other parent activated is
 * entered as well, and they are told; one that was closed opens again, with what it held.
 * @throws Problem `declaration-required`, `access-refused`
 */
export async function openMinors(
  parts: FamilyParts,
  asking: Asking,
  { refs, certifies, acceptsTerms }: Request<typeof familyRoutes, 'POST /api/family/minors'>['body'],
): Promise<Opened> {
  mustCertify(certifies);
  mustCertify(acceptsTerms, 'acceptsTerms');
  const results: Result[] = [];
  for (const ref of refs) results.push(await openOne(parts, asking, ref));
  return { results };
}

/** What was not foreseen ends the request: the children before are active, and trying again finds them so. */
async function openOne(parts: FamilyParts, asking: Asking, ref: string): Promise<Result> {
  try {
    return { ref, profile: await open(parts, asking, await childOf(parts, asking, ref)) };
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'access-refused') throw error;
    return { ref, refusal: { code: error.code, fr: error.text('fr'), en: error.text('en') } };
  }
}

const open = (parts: FamilyParts, asking: Asking, child: Child): Promise<string> =>
  noted(
    parts,
    asking,
    { action: 'space.add', reason: 'activated', patient: child.patient, patientOf: (patient) => patient },
    () =>
      parts.openMinor(child, (transaction, patient, moved) =>
        join(parts, asking, transaction, { child, patient, moved }),
      ),
  );

async function join(
  parts: FamilyParts,
  { caller }: Asking,
  transaction: Kysely<Tables>,
  { child, patient, moved }: { child: Child; patient: string; moved: boolean },
): Promise<void> {
  const at = parts.clock();
  const given = { patient, person: caller.person, by: 'register', declaredAt: at, at } as const;
  const joins = await addRepresentative(transaction, given);
  if (!joins && !moved) return;
  const all = await representativesOf(transaction, patient);
  if (all.length > mostRepresentatives) throw problem('representative-limit');
  if (!joins) await mustStay(transaction, caller, patient);
  const values = { firstName: firstNameOf(child), address: `${parts.publicUrl}/family` };
  if (joins && all.length > 1)
    for (const account of await otherAccounts(transaction, patient, caller.person))
      await parts.tellPerson({ account }, 'representative-joined', values, { within: transaction });
  if (moved || all.length === 1)
    for (const ins of await concernedWith(transaction, patient, child))
      await parts.tellPerson({ ins }, 'minor-opened', values, { within: transaction });
}

type Opposed = Answer<typeof familyRoutes, 'POST /api/family/minors/:ref/opposition'>;

/**
 * C1, A3: refuses the space of a child that has none; every adult to whom the child is attached is told.
 * @throws Problem `declaration-required`, `minor-not-attached`, `space-state`
 */
export async function opposeMinor(
  parts: FamilyParts,
  asking: Asking,
  ref: string,
  certifies: boolean,
): Promise<Opposed> {
  mustCertify(certifies);
  const child = await childOf(parts, asking, ref);
  const at = parts.clock();
  return noted(parts, asking, { action: 'space.remove', reason: 'opposed', patient: child.patient }, () =>
    parts.database.transaction().execute(async (transaction) => {
      await parts.opposeMinor(transaction, child, at);
      const values = { firstName: firstNameOf(child), address: `${parts.publicUrl}/family` };
      for (const ins of child.attached_to)
        await parts.tellPerson({ ins }, 'minor-opposed', values, { within: transaction });
      const of = { kind: 'opposition', ins: child.ins, name: nameOf(child), at } as const;
      return { ...(await parts.issueCertificate(transaction, of)), at: at.toISOString() };
    }),
  );
}
