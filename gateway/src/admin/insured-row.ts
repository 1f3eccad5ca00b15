import { compactMatricule, insKindOf, matriculeFault } from '@passerelle/fhir-mappings';
import type { Insertable } from 'kysely';
import type { Tables } from '../database/tables.ts';
import { faultOf, matches, type Column } from './columns.ts';

type NewInsured = Omit<Insertable<Tables['insured']>, 'imported_at'>;

/** A row of the register, ready to be kept; `columns`: those of the file, since a file without a column says nothing of it. */
export interface InsuredRow {
  ins: string;
  person: NewInsured;
  columns: (keyof NewInsured)[];
}

type Cells = Record<string, string>;

const isMatricule = (cell: string): boolean => matriculeFault(compactMatricule(cell)) === undefined;
const name = matches(/^[\p{L}][\p{L}\p{M}' ’.-]{0,99}$/u);
const listOf = (cell: string): string[] => cell.split(/[ |]+/).filter(Boolean);

/** NF Z 10-011: six lines of 38 characters, the person's name not counted here. */
const linesOf = (cell: string): string[] =>
  cell
    .split('|')
    .map((line) => line.trim())
    .filter(Boolean);
const addressLine = /^[\p{L}\p{M}\p{N} .,;:'’/()°&-]{1,38}$/u;

/** 0.1. The columns of the insured-persons register. */
export const insuredColumns: readonly Column<keyof NewInsured>[] = [
  { name: 'ins', required: true, holds: 'INS matricule: 13 characters and the key of 2 digits', fits: isMatricule },
  {
    ...{ name: 'ins_oid', required: true, holds: 'OID of the INS, e.g. 1.2.250.1.213.1.4.8' },
    fits: (cell) => insKindOf(`urn:oid:${cell}`) !== undefined,
  },
  { name: 'birth_name', required: true, holds: 'birth surname', fits: name },
  { name: 'first_names', required: true, holds: 'first names of birth, separated by spaces', fits: name },
  { name: 'used_name', required: false, holds: 'used surname', fits: name },
  { name: 'used_first_name', required: false, holds: 'used first name', fits: name },
  { name: 'sex', required: true, holds: 'male, female or unknown', fits: matches(/^(male|female|unknown)$/) },
  { name: 'birth_date', required: true, holds: 'YYYY-MM-DD, not in the future', fits: isPastDay },
  { name: 'birth_place', required: true, holds: 'INSEE code: 5 characters', fits: matches(/^(\d{2}|2[AB])\d{3}$/) },
  { name: 'card', required: true, holds: 'with-photo or without-photo', fits: matches(/^(with|without)-photo$/) },
  { name: 'card_serial', required: true, holds: '8 to 20 digits; 11 or more with photo', fits: matches(/^\d{8,20}$/) },
  { name: 'email', required: false, holds: 'e-mail address', fits: matches(/^[^\s@<>,;"]{1,64}@[^\s@<>,;"]{1,189}$/) },
  { name: 'mobile', required: false, holds: 'mobile number, e.g. +33612345678', fits: matches(/^\+?\d{6,15}$/) },
  {
    ...{
      name: 'attached_to',
      required: false,
      holds: 'INS of the adults to whom a minor is attached, separated by spaces',
    },
    fits: (cell) => listOf(cell).every(isMatricule),
  },
  {
    ...{
      name: 'address',
      required: false,
      holds: 'lines of the postal address parted by |, 6 of 38 characters at most',
    },
    fits: (cell) => linesOf(cell).length <= 6 && linesOf(cell).every((line) => addressLine.test(line)),
  },
];

function isPastDay(cell: string): boolean {
  const day = new Date(`${cell}T00:00:00Z`);
  return (
    /^(18|19|20)\d{2}-\d{2}-\d{2}$/.test(cell) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(cell)
  );
}

/** @returns the row, or why it is refused: column names and what they should hold, never what they held. */
export function readInsured(cells: Cells, today: string): InsuredRow | { refused: string } {
  const fault = faultOf(insuredColumns, cells);
  if (fault) return { refused: fault };
  if ((cells['birth_date'] ?? '') > today) return { refused: 'birth_date (in the future)' };
  if (cells['card'] === 'with-photo' && (cells['card_serial'] ?? '').length < 11)
    return { refused: 'card_serial (11 digits or more with photo)' };
  const person = personOf(cells);
  return { ins: person.ins, person, columns: insuredColumns.map(({ name }) => name).filter((name) => name in cells) };
}

function personOf(cells: Cells): NewInsured {
  const text = (column: keyof NewInsured): string => cells[column] ?? '';
  return {
    ins: compactMatricule(text('ins')),
    ins_oid: text('ins_oid'),
    birth_name: text('birth_name'),
    first_names: text('first_names'),
    used_name: text('used_name') || null,
    used_first_name: text('used_first_name') || null,
    sex: text('sex') as NewInsured['sex'],
    birth_date: text('birth_date'),
    birth_place: text('birth_place'),
    card: text('card') as NewInsured['card'],
    card_serial: text('card_serial'),
    email: text('email') || null,
    mobile: text('mobile') || null,
    attached_to: listOf(text('attached_to')).map(compactMatricule),
    address: linesOf(text('address')),
  };
}
