import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenForProfile, brokenForR4 } from './broken.ts';
import type { Resource } from './broken.ts';
import { hapiAvailable } from './hapi.ts';
import { validateGolden } from './validate-golden.ts';
import type { Verdict } from './validate-golden.ts';

const folder = path.join(import.meta.dirname, '../fhir-mappings/golden');
const { HAPI_URL, FHIR_PACKAGES_DIR, REQUIRE_HAPI } = process.env;
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
const examples = files.map((file) => ({
  file,
  resource: JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Resource,
}));

const isBroken = (each: {
  file: string;
  resource: Resource | undefined;
}): each is { file: string; resource: Resource } => each.resource !== undefined;

/** The measures' guide is published in no package: its profiles are claimed, and checked by tests of our own. */
const unpublished = /interop\.esante\.gouv\.fr\/ig\/fhir\/mesures\//;

it('the golden examples are there, and so is HAPI where it is required', () => {
  expect(examples.length).toBeGreaterThan(0);
  if (REQUIRE_HAPI === '1')
    expect({ HAPI_URL, tools: hapiAvailable() }).toEqual({ HAPI_URL: expect.any(String), tools: true });
});

interface Issue {
  severity: string;
  diagnostics?: string;
  details?: { coding?: { code?: string }[] };
}

/** A server holds R4 alone: that it lacks a claimed profile says nothing of the example. The validator below has them. */
const isAbsent = ({ details }: Issue) =>
  details?.coding?.some(({ code }) => code?.toLowerCase().startsWith('validation_val_profile_unknown')) ?? false;

describe.runIf(HAPI_URL)("the real HAPI's $validate", () => {
  const errorsOf = async (resource: Resource, deadline = 25_000) => {
    const answer = await fetch(`${HAPI_URL}/${resource.resourceType}/$validate`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(resource),
      signal: AbortSignal.timeout(deadline),
    });
    const { issue } = (await answer.json()) as { issue: Issue[] };
    return issue
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .filter((each) => !isAbsent(each));
  };

  // The first validation reads all of R4, which takes a while on a busy machine.
  beforeAll(() => errorsOf({ resourceType: 'Patient' }, 200_000), 210_000);

  it.each(examples)('accepts $file', async ({ resource }) => {
    expect(await errorsOf(resource)).toEqual([]);
  });

  it.each(examples.map(({ file, resource }) => ({ file, resource: brokenForR4(resource) })).filter(isBroken))(
    'refuses $file with a mandatory element removed',
    async ({ resource }) => {
      expect(await errorsOf(resource)).not.toEqual([]);
    },
  );
});

describe.runIf(FHIR_PACKAGES_DIR && hapiAvailable())('the HAPI validator with the French, IHE and IPS profiles', () => {
  const both = mkdtempSync(path.join(tmpdir(), 'passerelle-golden-'));
  let verdicts: Map<string, Verdict>;

  beforeAll(async () => {
    for (const { file, resource } of examples) {
      writeFileSync(path.join(both, file), JSON.stringify(resource));
      const broken = brokenForProfile(resource);
      if (broken) writeFileSync(path.join(both, `broken-${file}`), JSON.stringify(broken));
    }
    const all = await validateGolden(both, FHIR_PACKAGES_DIR ?? '');
    verdicts = new Map(all.map((verdict) => [verdict.file, verdict]));
  }, 600_000);
  afterAll(() => rmSync(both, { recursive: true, force: true }));

  it.each(examples)('accepts $file, whose profiles it knows', ({ file }) => {
    expect(verdicts.get(file)?.errors).toEqual([]);
    expect(verdicts.get(file)?.unchecked.filter((profile) => !unpublished.test(profile))).toEqual([]);
  });

  it.each(examples.filter(({ resource }) => brokenForProfile(resource)))('refuses $file, broken', ({ file }) => {
    expect(verdicts.get(`broken-${file}`)?.errors).not.toEqual([]);
  });
});
