import { sql } from 'kysely';
import { familyNameOf, firstNameOf, nameOf } from '../auth/accounts.ts';
import { keyed } from '../auth/one-time.ts';
import { isOfAge } from '../calendar.ts';
import type { familyRoutes, Invited, Minor, Profile } from '../client/family.ts';
import type { Answer } from '../client/route.ts';
import { problem } from '../errors.ts';
import { adultOf } from './asking.ts';
import type { Asking, FamilyParts, Insured } from './parts.ts';

/** C1, C2: the family of who asks. */
export async function family(
  parts: FamilyParts,
  asking: Asking,
): Promise<Answer<typeof familyRoutes, 'GET /api/family'>> {
  const adult = await adultOf(parts, asking);
  const children = await childrenOf(parts, asking, adult);
  return {
    minors: children.map((child) => minorOf(parts, asking, child)),
    invitations: await invitationsFor(parts, adult.ins),
    profiles: [
      profileOf(parts, asking.caller.person, adult, true),
      ...children.flatMap((child) =>
        child.patient && isEntered(child) ? [profileOf(parts, child.patient, child, false)] : [],
      ),
    ],
  };
}

export type Child = Insured & {
  patient: string | null;
  state: 'open' | 'opposed' | 'closed' | null;
  closed_at: Date | null;
  keep_until: Date | null;
  /** Whether who asks represents the child. */
  mine: boolean;
  representatives: number;
};

/** Minors attached to this person by the register, or represented by them, and kept from them by no judgment; the eldest first. */
async function childrenOf({ database, clock }: FamilyParts, { caller }: Asking, { ins }: Insured): Promise<Child[]> {
  const active = sql`from legal_representative kin where kin.patient = space.patient and kin.ended_at is null`;
  const mine = sql<boolean>`exists (select 1 ${active} and kin.person = ${caller.person})`;
  const barred = sql<boolean>`exists (select 1 from legal_representative kin
    where kin.patient = space.patient and kin.person = ${caller.person} and kin.barred)`;
  const rows = await database
    .selectFrom('insured')
    .leftJoin('space', 'space.ins', 'insured.ins')
    .selectAll('insured')
    .select(['space.patient', 'space.state', 'space.closed_at', 'space.keep_until', mine.as('mine')])
    .select(sql<number>`(select count(*)::int ${active})`.as('representatives'))
    .where((of) =>
      of.or([
        sql<boolean>`insured.attached_to @> array[${ins}]`,
        of('insured.ins', 'in', (own) =>
          own
            .selectFrom('legal_representative as kin')
            .innerJoin('space as theirs', 'theirs.patient', 'kin.patient')
            .select('theirs.ins')
            .where('kin.person', '=', caller.person)
            .where('kin.ended_at', 'is', null),
        ),
      ]),
    )
    .where('insured.ins', '!=', ins)
    .where((of) => of.not(barred))
    .orderBy('insured.birth_date')
    .orderBy('insured.ins')
    .limit(100)
    .execute();
  return rows.filter(({ birth_date }) => !isOfAge(birth_date, clock()));
}

const isEntered = ({ mine, state }: Child): boolean => mine && state === 'open';

/** The child that a reference names to this person. @throws Problem `minor-not-attached` */
export async function childOf(parts: FamilyParts, asking: Asking, ref: string): Promise<Child> {
  const children = await childrenOf(parts, asking, await adultOf(parts, asking));
  const child = children.find(({ ins }) => refOf(parts, asking, ins) === ref);
  if (!child) throw problem('minor-not-attached');
  return child;
}

const refOf = ({ secret }: FamilyParts, { caller }: Asking, ins: string): string =>
  keyed(secret, 'minor', caller.account, ins).slice(0, 32);

function minorOf(parts: FamilyParts, asking: Asking, child: Child): Minor {
  return {
    ref: refOf(parts, asking, child.ins),
    firstName: firstNameOf(child),
    name: familyNameOf(child),
    birthDate: child.birth_date,
    state: isEntered(child) ? 'active' : child.state === null || child.state === 'open' ? 'to-activate' : child.state,
    ...(child.patient && isEntered(child) ? { profile: child.patient } : {}),
    ...(isShut(child) ? { closed: closingOf(child) } : {}),
    representatives: child.representatives,
  };
}

type Shut = Child & { patient: string; closed_at: Date; keep_until: Date };
const isShut = (child: Child): child is Shut =>
  child.mine &&
  child.state === 'closed' &&
  child.patient !== null &&
  child.closed_at !== null &&
  child.keep_until !== null;
const closingOf = ({ patient, closed_at, keep_until }: Shut) => ({
  ...{ profile: patient, at: closed_at.toISOString(), keptUntil: keep_until.toISOString() },
});

const profileOf = ({ mssDomain }: FamilyParts, profile: string, person: Insured, own: boolean): Profile => ({
  ...{ profile, own, firstName: firstNameOf(person), name: familyNameOf(person) },
  ...{ ins: person.ins, mailAddress: `${person.ins}@${mssDomain}` },
});

/** C3: what waits for this person's answer. Who invites is named here only, to who has signed in. */
async function invitationsFor({ database, clock }: FamilyParts, ins: string): Promise<Invited[]> {
  const rows = await database
    .selectFrom('invitation')
    .innerJoin('space as child', 'child.patient', 'invitation.patient')
    .innerJoin('insured', 'insured.ins', 'child.ins')
    .innerJoin('space as inviting', 'inviting.patient', 'invitation.invited_by')
    .innerJoin('insured as inviter', 'inviter.ins', 'inviting.ins')
    .innerJoin('legal_representative as kin', (join) =>
      join.onRef('kin.patient', '=', 'child.patient').onRef('kin.person', '=', 'inviting.patient'),
    )
    .selectAll('insured')
    .select(['invitation.id', 'invitation.expires_at'])
    .select(['inviter.birth_name as by_name', 'inviter.first_names as by_first', 'inviter.used_name as by_used'])
    .select('inviter.used_first_name as by_used_first')
    .where('invitation.invited_ins', '=', ins)
    .where('invitation.state', '=', 'waiting')
    .where('invitation.expires_at', '>', clock())
    .where('child.state', '=', 'open')
    .where('kin.ended_at', 'is', null)
    .orderBy('invitation.at')
    .execute();
  return rows
    .filter(({ birth_date }) => !isOfAge(birth_date, clock()))
    .map((row) => ({
      id: row.id,
      firstName: firstNameOf(row),
      by: nameOf({
        ...{ birth_name: row.by_name, first_names: row.by_first },
        ...{ used_name: row.by_used, used_first_name: row.by_used_first },
      }),
      expiresAt: row.expires_at.toISOString(),
    }));
}
