import { useState, type FormEvent } from 'react';
import { failureOf, overtaken, type Failure } from '../api/failure.ts';
import { usePortal } from '../portal.ts';
import type { Language } from '../texts/language.ts';
import { useReading } from '../texts/use-texts.ts';

export type Errors = Partial<Record<string, string>>;

/** The thing as it is kept now, when somebody else saved meanwhile. */
export interface Current<V> {
  values: V;
  version: string;
  by: string;
}

export interface FormOptions<V extends object> {
  /** Begins the ids of the fields. */
  name: string;
  initial: V;
  /** What is wrong with the values before they are sent, by field. */
  check: (values: V) => Errors;
  save: (values: V, version: string | undefined) => Promise<void>;
  /** What is typed is kept in memory under this name until it is saved or given up. */
  draft?: string;
  version?: string | undefined;
  /** Reads the thing again after a 412; nothing when it was deleted. */
  current?: () => Promise<Current<V> | undefined>;
}

type Overtaken<V> = { kind: 'changed'; theirs: Current<V> } | { kind: 'deleted' };

/** The state of a form: values that survive, errors by field, and what became of saving. */
export function useForm<V extends object>(options: FormOptions<V>) {
  const { drafts } = usePortal();
  const { language } = useReading();
  const draft = options.draft;
  const [values, setValues] = useState<V>(() => (draft && (drafts.get(draft) as V | undefined)) || options.initial);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<Failure>();
  const [met, setMet] = useState<Overtaken<V>>();
  const [version, setVersion] = useState(options.version);
  const [attempts, setAttempts] = useState(0);
  const [busy, setBusy] = useState(false);

  const put = (next: V) => {
    setValues(next);
    if (draft) drafts.set(draft, next);
  };
  const discard = () => void (draft && drafts.delete(draft));

  const refused = async (reason: Failure) => {
    const meeting = options.current && version ? await meetingOf(reason, options.current) : undefined;
    setMet(meeting);
    if (!meeting) setErrors(fieldErrors(reason, language));
    if (!meeting) setFailure(reason);
    setAttempts((count) => count + 1);
  };
  const send = async (under: string | undefined) => {
    setBusy(true);
    setFailure(undefined);
    try {
      await options.save(values, under);
      setAttempts(0);
      discard();
    } catch (error) {
      await refused(failureOf(error));
    }
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = options.check(values);
    setErrors(found);
    setFailure(undefined);
    setAttempts((count) => count + 1);
    if (Object.keys(found).length === 0) void send(version);
  };

  return {
    name: options.name,
    values,
    errors,
    failure,
    attempts,
    busy,
    met,
    submit,
    /** Shows a failure of something else than saving, in the same place. */
    fail: (reason: Failure) => {
      setFailure(reason);
      setAttempts((count) => count + 1);
    },
    discard,
    put,
    /** The id, value, error and change of one field, to spread on a control. */
    field: <K extends keyof V & string>(key: K) => ({
      id: `${options.name}-${key}`,
      value: values[key],
      error: errors[key],
      onChange: (value: V[K]) => put({ ...values, [key]: value }),
    }),
    /** After a meeting: save what was typed over the other version. */
    keepMine: (theirs: Current<V>) => {
      setMet(undefined);
      setVersion(theirs.version);
      void send(theirs.version);
    },
    /** After a meeting: go on from the other version. */
    takeTheirs: (theirs: Current<V>) => {
      setMet(undefined);
      setVersion(theirs.version);
      put(theirs.values);
    },
  };
}

export type Form<V extends object> = ReturnType<typeof useForm<V>>;

async function meetingOf<V>(
  failure: Failure,
  current: () => Promise<Current<V> | undefined>,
): Promise<Overtaken<V> | undefined> {
  if (!overtaken(failure)) return undefined;
  const theirs = await current().catch(() => undefined);
  return theirs ? { kind: 'changed', theirs } : { kind: 'deleted' };
}

/** The gateway names fields as paths (`/name`, `date`); the first part is the field of the form. */
export function fieldErrors(failure: Failure, language: Language): Errors {
  if (failure.kind === 'unreachable') return {};
  return Object.fromEntries(
    failure.error.fields.map((fault) => [fault.field.replace(/^\//, '').split(/[/.]/)[0] ?? '', fault[language]]),
  );
}
