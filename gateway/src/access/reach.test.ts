import type { DocumentReference, Observation, Resource } from '@medplum/fhirtypes';
import { describe, expect, it } from 'vitest';
import { mayChange, mayDeposit, narrowing, reaches } from './reach.ts';
import type { Reach } from './policy.ts';
import { stamp, tagSearch, unstamp } from './visibility.ts';

const classSystem = 'https://mos.esante.gouv.fr/NOS/TRE_A03-ClasseDocument/FHIR/TRE-A03-ClasseDocument';
const reach = (parts: Partial<Reach> = {}): Reach => ({
  tags: ['open', 'author-1'],
  classes: ['10'],
  changeable: ['author-1'],
  writable: ['10'],
  ...parts,
});
const measure = (patient = 'anna'): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'weight' },
  subject: { reference: `Patient/${patient}` },
});
const report = (code: string): DocumentReference => ({
  resourceType: 'DocumentReference',
  status: 'current',
  subject: { reference: 'Patient/anna' },
  category: [{ coding: [{ system: classSystem, code }] }],
  content: [{ attachment: {} }],
});
const open = <R extends Resource>(resource: R, author?: string): R =>
  stamp(resource, { hidden: false, secret: false, ...(author ? { author } : {}) });
const hidden = <R extends Resource>(resource: R, author?: string): R =>
  stamp(resource, { hidden: true, secret: false, ...(author ? { author } : {}) });

describe('what a decision reaches', () => {
  it.each<[string, Resource, boolean]>([
    ['an open item of the patient', open(measure()), true],
    ['an open item of another patient', open(measure('bea')), false],
    ['a hidden item', hidden(measure(), '2'), false],
    ['a hidden item that the caller deposited', hidden(measure(), '1'), true],
    ['an item without a tag of ours', measure(), false],
    [
      'an item whose tag another system wrote',
      { ...measure(), meta: { tag: [{ system: 'urn:x', code: 'open' }] } },
      false,
    ],
    ['a document of a class that may be read', open(report('10')), true],
    ['a document of another class', open(report('42')), false],
    ['a document of another class that the caller deposited', open(report('42'), '1'), true],
    ['a resource that names no patient', open({ ...measure(), subject: {} } as Observation), false],
  ])('%s', (_sentence, resource, within) => {
    expect(reaches(reach(), 'anna', resource)).toBe(within);
  });

  it('hides from the patient what is not yet announced to her', () => {
    const secret = stamp(measure(), { hidden: false, secret: true, author: '1' });
    expect(reaches(reach({ tags: ['patient'], classes: 'all' }), 'anna', secret)).toBe(false);
    expect(reaches(reach({ tags: ['patient'], classes: 'all' }), 'anna', hidden(measure()))).toBe(true);
  });

  it('hides from kin what is hidden from the patient, what is hidden from kin, and what says nothing of kin', () => {
    const kin = reach({ tags: ['kin'], classes: 'all' });
    expect(reaches(kin, 'anna', open(measure()))).toBe(true);
    expect(reaches(kin, 'anna', hidden(measure()))).toBe(true);
    expect(reaches(kin, 'anna', stamp(measure(), { hidden: false, secret: true }))).toBe(false);
    expect(reaches(kin, 'anna', stamp(measure(), { hidden: false, secret: false, kinHidden: true }))).toBe(false);
    expect(reaches(kin, 'anna', measure())).toBe(false);
    expect(tagSearch(['kin'])).not.toContain(',');
  });

  it('lets be changed what the caller wrote alone', () => {
    expect(mayChange(reach(), open(measure(), '1'))).toBe(true);
    expect(mayChange(reach(), open(measure(), '12'))).toBe(false);
    expect(mayChange(reach(), open(measure()))).toBe(false);
  });

  it('lets be deposited documents of the classes of the profession alone', () => {
    expect(mayDeposit(reach(), report('10'))).toBe(true);
    expect(mayDeposit(reach(), report('42'))).toBe(false);
    expect(mayDeposit(reach(), { ...report('10'), category: [] })).toBe(false);
    expect(mayDeposit(reach(), measure())).toBe(true);
  });

  it('narrows a search to a tag that nothing bears, when nothing may be seen', () => {
    expect(narrowing(reach({ tags: [] }), 'Observation')).toEqual([['_tag', tagSearch(['nobody'])]]);
    expect(narrowing(reach({ classes: [] }), 'DocumentReference')).toContainEqual(['category', `${classSystem}|none`]);
  });

  it('asks for nothing twice: what the caller hid comes beside what is open', () => {
    const asked = (tags: string[]) => tagSearch(tags).replaceAll(/[^,|]+\|/g, '');
    expect(asked(['open', 'author-1'])).toBe('open,hidden-1');
    expect(asked(['open', 'hidden', 'author-1'])).toBe('open,hidden');
    expect(asked(['author-1'])).toBe('author-1');
    const tagsOf = (resource: Resource) => resource.meta?.tag?.map((tag) => tag.code);
    expect(tagsOf(hidden(measure(), '1'))).toEqual(['hidden', 'patient', 'kin', 'author-1', 'hidden-1']);
    expect(tagsOf(open(measure(), '1'))).toEqual(['open', 'patient', 'kin', 'author-1']);
  });

  it('takes no tag of ours from outside, and gives none out', () => {
    const claimed = {
      ...measure(),
      meta: { tag: [...(open(measure(), '9').meta?.tag ?? []), { system: 'urn:x', code: 'y' }] },
    };
    const stored = hidden(claimed, '1');
    expect(JSON.stringify(stored.meta)).not.toContain('author-9');
    expect(unstamp(stored).meta).toEqual({ tag: [{ system: 'urn:x', code: 'y' }] });
  });
});
