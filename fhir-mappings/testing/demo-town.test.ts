import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  Allergy,
  Disease,
  DocumentDescription,
  Measure,
  matriculeFault,
  Organisation,
  Professional,
  Treatment,
  Vaccination,
} from '../src/index.ts';
import {
  adultCount,
  organizations,
  people,
  professionals,
  recordsAt,
  type DemoDocument,
  type DemoProfessional,
} from './demo-town/index.ts';

const today = '2026-05-17';
const descriptionOf = ({ name, date, category, hidden }: DemoDocument) => ({ name, date, category, hidden });
const faults = (schema: TSchema, value: unknown) => [...Value.Errors(schema, value)];

describe('the demo town (0.4)', () => {
  test('everybody has a matricule with a right key, and their own', () => {
    const matricules = people.map(({ ins }) => ins);
    expect(new Set(matricules).size).toBe(13);
    expect(matricules.map(matriculeFault)).toEqual(matricules.map(() => undefined));
  });

  test('the matricule of each person says their sex, birth and birthplace', () => {
    for (const { ins, sex, birthDate, birthPlace } of people) {
      const start = `${sex === 'male' ? 1 : 2}${birthDate.slice(2, 4)}${birthDate.slice(5, 7)}${birthPlace}`;
      expect(ins.slice(0, 10)).toBe(start);
    }
  });

  test('cards have the digits that people are asked for', () => {
    for (const { card, serial } of people) expect(serial).toMatch(card === 'with-photo' ? /^\d{11}$/ : /^\d{8,13}$/);
  });

  test('the children are attached to grown-ups of the town', () => {
    const adults = people.slice(0, adultCount).map(({ ins }) => ins);
    const children = people.slice(adultCount);
    expect(children.length).toBeGreaterThan(3);
    for (const { attachedTo = [] } of children) {
      expect(attachedTo.length).toBeGreaterThan(0);
      expect(adults).toEqual(expect.arrayContaining(attachedTo));
    }
  });

  test('nobody can be reached outside: addresses and numbers are of ranges kept for fiction', () => {
    for (const { email, mobile = '+33639980000' } of people) {
      expect(email).toMatch(/^[a-z.-]+@[a-z.]+\.example$/);
      expect(mobile).toMatch(/^\+33639980\d{3}$/);
    }
    for (const { mssAddress } of professionals) expect(mssAddress).toMatch(/\.example$/);
  });

  test('six professions and two hospitals, as the directory takes them', () => {
    const kinds = professionals.map(({ profession, ...one }) => profession + ('specialty' in one ? one.specialty : ''));
    expect(new Set(kinds).size).toBeGreaterThanOrEqual(6);
    for (const { regulation, organization, password, ...entry } of professionals as readonly DemoProfessional[]) {
      expect(faults(Professional, entry)).toEqual([]);
      expect([regulation, password]).toEqual([entry.rpps === '10100000078' || undefined, expect.any(String)]);
      if (organization) expect(organizations).toContainEqual(expect.objectContaining(organization));
    }
    for (const { mailDomains, ...rest } of organizations)
      expect(faults(Organisation, mailDomains.length > 0 ? { ...rest, mailDomains } : rest)).toEqual([]);
  });

  test('each entry is one that the patient could have typed', () => {
    for (const record of recordsAt(today)) {
      const sections = [
        [Disease, record.diseases],
        [Treatment, record.treatments],
        [Allergy, record.allergies],
        [Vaccination, record.vaccinations],
        [Measure, record.measures],
        [DocumentDescription, record.documents.map(descriptionOf)],
      ] as const;
      for (const [schema, entries] of sections) for (const entry of entries) expect(faults(schema, entry)).toEqual([]);
      const known: string[] = professionals.map(({ rpps }) => rpps);
      expect(known).toEqual(expect.arrayContaining([...record.authorised]));
    }
  });

  test('measures go back two years and none is after the day given', () => {
    const days = recordsAt(today).flatMap(({ measures }) => measures.map(({ when }) => when));
    expect(days.length).toBeGreaterThan(100);
    expect(days.toSorted().at(-1)).toBe(today);
    expect(days.toSorted()[0]?.slice(0, 4)).toBe('2024');
  });
});
