import { maskText } from './mask.ts';

type Field = string | number | boolean | undefined;
type Write = (event: string, fields?: Record<string, Field>) => void;

/** One line of JSON for each event. Never health data, never an insured number: texts are masked again on the way out. */
export interface Log {
  debug: Write;
  info: Write;
  error: Write;
}

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LEVELS)[number];

export function createLog(level: LogLevel, out: (line: string) => void): Log {
  const at = (name: LogLevel): Write =>
    LEVELS.indexOf(name) < LEVELS.indexOf(level)
      ? () => undefined
      : (event, fields = {}) => {
          const safe = Object.entries(fields).map(([key, value]) => [key, masked(value)]);
          out(
            `${JSON.stringify({ time: new Date().toISOString(), level: name, event, ...Object.fromEntries(safe) })}\n`,
          );
        };
  return { debug: at('debug'), info: at('info'), error: at('error') };
}

function masked(value: Field): Field {
  return typeof value === 'string' ? maskText(value) : value;
}
