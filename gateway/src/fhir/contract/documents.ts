import { randomUUID } from 'node:crypto';
import type { AuditEvent, Binary, DocumentReference } from '@medplum/fhirtypes';
import { expect, test } from 'vitest';
import { entries, idsOf, patient, system, word, type World } from './world.ts';

const bytes = Buffer.from('Compte rendu').toString('base64');

/** A document and its bytes, as practice software and hospitals' mail deposit them. */
export function documents(world: World): void {
  test('a document and its bytes are stored together, and lead to each other', async () => {
    const [who, placeOfBytes, placeOfDocument] = [
      await patient(world, word()),
      `urn:uuid:${randomUUID()}`,
      `urn:uuid:${randomUUID()}`,
    ];
    const document: DocumentReference = {
      ...{ resourceType: 'DocumentReference', status: 'current', subject: { reference: `Patient/${who.id}` } },
      category: [{ coding: [{ system, code: 'biology' }] }],
      content: [{ attachment: { contentType: 'text/plain', url: placeOfBytes } }],
    };
    const binary: Binary = {
      ...{ resourceType: 'Binary', contentType: 'text/plain', data: bytes },
      securityContext: { reference: placeOfDocument },
    };
    const answer = await world.fhir.transaction({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: placeOfDocument, resource: document, request: { method: 'POST', url: 'DocumentReference' } },
        { fullUrl: placeOfBytes, resource: binary, request: { method: 'POST', url: 'Binary' } },
      ],
    });
    const ids = entries(answer).map(({ response }) => response?.location?.split('/').at(-3) ?? '');
    const stored = await world.fhir.read('DocumentReference', ids[0] ?? '');
    expect(stored.content[0]?.attachment.url).toBe(`Binary/${ids[1] ?? ''}`);
    const read = await world.fhir.read('Binary', ids[1] ?? '');
    expect([read.data, read.securityContext?.reference]).toEqual([bytes, `DocumentReference/${ids[0] ?? ''}`]);
    const found = await world.fhir.search('DocumentReference', [
      ...([
        ['patient', who.id],
        ['category', `${system}|biology`],
        ['status', 'current'],
      ] as const),
      ...([
        ['_sort', '-_lastUpdated'],
        ['_count', '10'],
      ] as const),
    ]);
    expect(idsOf(found)).toEqual([ids[0]]);
  });

  test('the trail of who saw a document is found by patient, by document and by time', async () => {
    const who = await patient(world, word());
    const event: AuditEvent = {
      ...{ resourceType: 'AuditEvent', recorded: '2024-03-01T10:00:00Z', outcome: '0' },
      type: { system: 'http://terminology.hl7.org/CodeSystem/audit-event-type', code: 'rest' },
      agent: [{ requestor: true, who: { identifier: { system, value: '10001234567' } } }],
      source: { observer: { display: 'Passerelle' } },
      entity: [{ what: { reference: `Patient/${who.id}` } }],
    };
    const { id } = await world.fhir.create(event);
    const by = async (name: string, value: string): Promise<string[]> =>
      idsOf(
        await world.fhir.search('AuditEvent', [
          ['entity', `Patient/${who.id}`],
          [name, value],
        ]),
      );
    expect(await by('patient', who.id)).toEqual([id]);
    expect(await by('date', 'ge2024-03-01')).toEqual([id]);
    expect(await by('date', 'lt2024-03-01')).toEqual([]);
    expect(await by('outcome', '0')).toEqual([id]);
  });
}
