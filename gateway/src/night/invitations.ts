import { latestBirthOfAge } from './of-age.ts';
import type { NightWork } from './parts.ts';

/** C3: ends the invitations that nobody answered in time, and those into the space of somebody who is of age by now. */
export const invitationsWork: NightWork = {
  name: 'invitations',
  run: async ({ database }, at) => {
    const ended = await database
      .updateTable('invitation')
      .set({ state: 'expired', ended_at: at })
      .where('state', '=', 'waiting')
      .where((of) =>
        of.or([
          of('expires_at', '<=', at),
          of.exists(
            of
              .selectFrom('space')
              .innerJoin('insured', 'insured.ins', 'space.ins')
              .select('space.patient')
              .whereRef('space.patient', '=', 'invitation.patient')
              .where('insured.birth_date', '<=', latestBirthOfAge(at)),
          ),
        ]),
      )
      .executeTakeFirst();
    return { done: Number(ended.numUpdatedRows), failed: 0 };
  },
};
