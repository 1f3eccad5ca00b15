import { diseaseToFhir } from '@passerelle/fhir-mappings';
import type { DocumentReference } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asks } from '../accounts/testing/settings-house.ts';
import { endRepresentations } from '../access/representatives.ts';
import { stamp } from '../access/visibility.ts';
import { doctor } from '../../testing/town.ts';
import { until } from '../../testing/until.ts';
import { codeOf, ended, openCopyHouse, unzipped, type CopyHouse } from './testing/copy-house.ts';

let { house, copy, deposit, withChild } = {} as CopyHouse;
beforeAll(async () => {
  ({ house, copy, deposit, withChild } = await openCopyHouse());
}, 60_000);
afterAll(() => house.close());

describe('A copy of one’s space', () => {
  it('of a child’s space lacks what is hidden from representatives, and is out of reach once somebody represents no more', async () => {
    const { parent, patient, at, ask } = await withChild('has.a.child');
    await deposit(patient, 'Seen', 'seen');
    await deposit(patient, 'Hidden', 'hidden', true);
    const found = await house.fhir.search('DocumentReference', [['patient', patient]]);
    const documents = (found.entry ?? []).map(({ resource }) => resource as DocumentReference);
    const entry = { name: 'Asthme', documents: documents.map(({ id = '' }) => id) };
    const disease = { ...diseaseToFhir({ patient, author: { kind: 'patient' }, entry }), id: 'asthma-of-a-child' };
    await house.fhir.update(stamp(disease, { hidden: false, secret: false }));
    const hidden = documents.find(({ content }) => content[0]?.attachment.title === 'Hidden')?.id ?? '';
    const refused = { caller: doctor({ profession: '99' }), action: 'document.read', patient, request: 'r' } as const;
    await expect(
      copy.enter({ ...refused, target: `DocumentReference/${hidden}` }, () => Promise.resolve()),
    ).rejects.toMatchObject({ code: 'access-refused' });
    const { id } = (await ask('POST', '/exports')).json<{ id: string }>();
    expect(await ended(ask, id)).toMatchObject({ state: 'ready' });
    await until('the mail to its page', () =>
      house.mails.find(({ text }) => text.includes(`/p/${patient}/settings/export`)),
    );
    const files = unzipped((await ask('GET', `/exports/${id}/file`)).rawPayload);
    expect([...files.keys()].filter((path) => path.startsWith('files/'))).toEqual(['files/report/Seen.txt']);
    expect([...files.values()].join('')).not.toContain('Hidden');
    expect(String(files.get('activity.csv'))).toMatch(/"Dr Claire Martin","professional","document.read","","refused"/);
    expect([...files.values()].join('')).not.toContain(hidden);
    const record = String(files.get('record.json'));
    expect([
      record.includes('Asthme'),
      ...documents.map(({ id = '' }) => record.includes(`DocumentReference/${id}"`)),
    ]).toEqual([true, ...documents.map(({ content }) => content[0]?.attachment.title !== 'Hidden')]);
    await house.database
      .transaction()
      .execute((transaction) => endRepresentations(transaction, { patient }, 'night', 'majority', at));
    expect(codeOf(await ask('GET', `/exports/${id}/file`))).toBe('access-refused');
    expect(codeOf(await asks(copy.app, parent.cookie)('GET', `/exports/${id}`))).toBe('access-refused');
    expect((await ask('DELETE', `/exports/${id}`)).statusCode).toBe(204);
  });

  it('of a child’s space is given out until something in it is hidden from representatives, and then is gone', async () => {
    const { patient, ask } = await withChild('fetches.late');
    await deposit(patient, 'Shown', 'shown');
    await deposit(patient, 'Told', 'told to the doctor alone');
    const { id } = (await ask('POST', '/exports')).json<{ id: string }>();
    expect(await ended(ask, id)).toMatchObject({ state: 'ready' });
    expect((await ask('GET', `/exports/${id}?toFetch=true`)).statusCode).toBe(200);
    expect((await ask('GET', `/exports/${id}/file`)).rawPayload.subarray(0, 2).toString()).toBe('PK');
    await deposit(patient, 'Of later', 'and hidden from the first', true);
    expect((await ask('GET', `/exports/${id}/file`)).statusCode).toBe(200);
    await deposit(patient, 'Told', 'told to the doctor alone', true);
    for (const path of [`/exports/${id}?toFetch=true`, `/exports/${id}/file`]) {
      const refused = await ask('GET', path);
      expect([path, refused.statusCode, codeOf(refused)]).toEqual([path, 410, 'export-gone']);
    }
    const kept = house.database.selectFrom('export_chunk').select('n').where('export', '=', id);
    expect(await kept.execute()).toEqual([]);
    expect((await ask('GET', `/exports/${id}`)).json()).toMatchObject({ state: 'failed' });
    const again = (await ask('POST', '/exports')).json<{ id: string }>();
    expect(await ended(ask, again.id)).toMatchObject({ state: 'ready' });
    const files = unzipped((await ask('GET', `/exports/${again.id}/file`)).rawPayload);
    expect([...files.keys()].filter((path) => path.startsWith('files/'))).toEqual(['files/report/Shown.txt']);
  });
});
