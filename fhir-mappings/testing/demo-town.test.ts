import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { describe, expect, test } from 'vitest';
import {
  AccessRule,
  Allergy,
  Disease,
  Measure,
  MedicalDocument,
  matriculeFault,
  Organisation,
  Professional,
  Treatment,
  Vaccination,
} from '../src/index.ts';
import { demoTown } from './demo-town.ts';

const TODAY = '2026-05-17';
const faults = (schema: TSchema, value: unknown) => [...Value.Errors(schema, value)];

const without = (value: object, ...keys: string[]) =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));

describe('the demo town (0.4)', () => {
  test('everybody has a matricule with a right key, and their own', () => {
    const matricules = demoTown.people.map(({ ins }) => ins.matricule);
    expect(new Set(matricules).size).toBe(14);
    expect(matricules.map(matriculeFault)).toEqual(matricules.map(() => undefined));
  });

  test('the matricule of each person says their sex, birth and birthplace', () => {
    for (const { ins, gender, birthDate, birthPlace } of demoTown.people) {
      const start = `${gender === 'male' ? 1 : 2}${birthDate.slice(2, 4)}${birthDate.slice(5, 7)}${birthPlace.code}`;
      expect(ins.matricule.slice(0, 10)).toBe(start);
    }
  });

  test('cards have the digits that people are asked for', () => {
    for (const { card } of demoTown.people)
      expect(card.serial).toMatch(card.type === 'photo' ? /^\d{11}$/ : /^\d{8,13}$/);
  });

  test('the minors attached are people of the town, each with two representatives', () => {
    const attached = demoTown.people.flatMap(({ minors }) => minors);
    const minors = demoTown.people.filter(({ birthDate }) => birthDate > '2008-06').map(({ ins }) => ins.matricule);
    expect(attached.toSorted()).toEqual([...minors, ...minors].toSorted());
  });

  test('nobody can be reached outside: addresses and numbers are of ranges kept for fiction', () => {
    for (const { email = 'a@b.example', phone = '06 39 98 00 00' } of demoTown.people) {
      expect(email).toMatch(/^[a-z.-]+@[a-z.]+\.example$/);
      expect(phone).toMatch(/^06 39 98 \d\d \d\d$/);
    }
  });

  test('six professions and two hospitals', () => {
    const kinds = demoTown.professionals.map(({ profession, specialty = '' }) => profession + specialty);
    expect(new Set(kinds).size).toBe(6);
    for (const professional of demoTown.professionals)
      expect(faults(Professional, without(professional, 'worksAt'))).toEqual([]);
    expect(demoTown.hospitals.map((hospital) => faults(Organisation, hospital))).toEqual([[], []]);
  });

  test('each entry is one that its writer could have typed', () => {
    for (const record of demoTown.records(TODAY)) {
      const sections = [
        [Disease, record.diseases],
        [Treatment, record.treatments],
        [Allergy, record.allergies],
        [Vaccination, record.vaccinations],
        [Measure, record.measures],
      ] as const;
      for (const [schema, entries] of sections)
        expect(entries.flatMap(({ entry }) => faults(schema, entry))).toEqual([]);
      for (const rule of record.access) expect(faults(AccessRule, { ...rule, since: TODAY })).toEqual([]);
      for (const document of record.documents)
        expect(faults(MedicalDocument, { ...without(document, 'text', 'by'), binary: 'b' })).toEqual([]);
    }
  });

  test('measures go back two years and none is after the day given', () => {
    const measures = demoTown.records(TODAY).flatMap((record) => record.measures.map(({ entry }) => entry.when));
    expect(measures.length).toBeGreaterThan(100);
    expect(measures.toSorted().at(-1)).toBe(TODAY);
    expect(measures.toSorted()[0]?.slice(0, 4)).toBe('2024');
  });
});
