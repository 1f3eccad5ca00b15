import { settings } from '../gateway/src/config.ts';
import { bridgeSettings } from '../mssante-bridge/src/config.ts';

interface Shown {
  description?: string;
  default?: unknown;
}

/** README's tables of settings, from the schemas; a test compares them. */
export const settingsTables = (): { gateway: string; bridge: string } => ({
  gateway: table(settings),
  bridge: table(bridgeSettings),
});

function table(schema: { properties: object }): string {
  const rows = Object.entries(schema.properties as Record<string, Shown>).map(
    ([name, { description = '', default: preset }]) =>
      `| \`${name}\` | ${preset === undefined ? '' : `\`${String(preset)}\``} | ${description} |`,
  );
  return ['| setting | default | what it is |', '|---|---|---|', ...rows].join('\n');
}
