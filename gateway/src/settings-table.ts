import { settings } from './config.ts';

interface Shown {
  description?: string;
  default?: unknown;
}

/** README's table of settings, from the schema; a test compares them. */
export function settingsTable(): string {
  const rows = Object.entries(settings.properties as Record<string, Shown>).map(
    ([name, { description = '', default: preset }]) =>
      `| \`${name}\` | ${preset === undefined ? '' : `\`${String(preset)}\``} | ${description} |`,
  );
  return ['| setting | default | what it is |', '|---|---|---|', ...rows].join('\n');
}
