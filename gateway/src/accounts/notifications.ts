import type { NotificationKind } from '../client/settings.ts';
import type { AccountParts, Asking } from './parts.ts';

/** F5: whether the person wants to be told of something, in the space that the request is for. */
export async function wish(
  { database }: Pick<AccountParts, 'database'>,
  { caller: { account, patient, person } }: Asking,
  { kind, on }: { kind: NotificationKind; on: boolean },
): Promise<void> {
  await database
    .insertInto('notification')
    .columns(['account', 'patient', 'kind', 'wanted'])
    .expression((of) =>
      of
        .selectFrom('space')
        .select((column) => [
          column.val(account).as('account'),
          'space.patient',
          column.val(kind).as('kind'),
          column.val(on).as('wanted'),
        ])
        .where('space.patient', '=', patient)
        // A space that is not theirs is passed over without a word: who is told is decided elsewhere anyway.
        .where((column) =>
          column.or([
            column('space.patient', '=', person),
            column.exists(
              column
                .selectFrom('legal_representative as kin')
                .select('kin.id')
                .whereRef('kin.patient', '=', 'space.patient')
                .where('kin.person', '=', person)
                .where('kin.ended_at', 'is', null),
            ),
          ]),
        ),
    )
    .onConflict((conflict) => conflict.columns(['account', 'patient', 'kind']).doUpdateSet({ wanted: on }))
    .execute();
}
