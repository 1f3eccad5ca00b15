import type { Foreign, Saved, Writer } from '@passerelle/gateway/client';
import type { ReactNode } from 'react';
import type { Errors, Form } from '../components/use-form.ts';

/** An entry as the gateway keeps it. */
export interface Kept<E> {
  id: string;
  version: string;
  author: Writer;
  updatedAt: string;
  entry: E;
}

export interface Listing<E> {
  entries: Kept<E>[];
  foreign: Foreign[];
  /** The person said that there is nothing to declare; absent where that cannot be said. */
  nothing?: boolean;
}

export type Rows = readonly (readonly [label: string, text: string])[];

/** All that a section of the record is: where its entries are kept, how one is read, and how one is typed. */
export interface Book<E, V extends object> {
  name: string;
  words: { title: string; add: string; change: string; empty: string; emptyText: string };
  list: () => Promise<Listing<E>>;
  add: (entry: E, key: string) => Promise<Saved>;
  change: (id: string, version: string, entry: E) => Promise<Saved>;
  remove: (id: string, version: string) => Promise<void>;
  sayNothing?: (nothing: boolean) => Promise<void>;
  title: (entry: E) => string;
  /** The lines under the title. */
  rows: (entry: E) => Rows;
  badge?: (entry: E) => ReactNode;
  blank: V;
  typed: (entry: E) => V;
  /** What is typed as an entry; what the form does not show of `base` is carried along. */
  entry: (values: V, base: E | undefined) => E;
  check: (values: V) => Errors;
  fields: (form: Form<V>) => ReactNode;
}
