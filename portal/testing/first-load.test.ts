import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Manifest, type ManifestChunk } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const portal = path.resolve(import.meta.dirname, '..');
const LIMIT = 200_000;

describe('the first load of the portal', () => {
  let folder: string;
  let manifest: Manifest;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'passerelle-portal-'));
    // As people get it: a test's own setting would build React with its checks for makers.
    vi.stubEnv('NODE_ENV', 'production');
    await build({
      configFile: path.join(portal, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir: folder, emptyOutDir: true, manifest: true },
    });
    manifest = JSON.parse(await readFile(path.join(folder, '.vite/manifest.json'), 'utf8')) as Manifest;
  }, 120_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true, force: true });
  });

  /** The files of these modules and of all that they import at once. */
  const filesOf = (...modules: string[]): Set<string> => {
    const seen = new Set<string>();
    const follow = (name: string): void => {
      const chunk: ManifestChunk | undefined = manifest[name];
      if (!chunk) throw new Error(`${name} is not in the build`);
      if (seen.has(chunk.file)) return;
      seen.add(chunk.file);
      for (const css of chunk.css ?? []) seen.add(css);
      for (const next of chunk.imports ?? []) follow(next);
    };
    modules.forEach(follow);
    return seen;
  };

  const manifestOf = (file: string): string =>
    Object.keys(manifest).find((name) => manifest[name]?.file === file) ?? '';

  const weigh = async (files: Set<string>): Promise<number> => {
    const sizes = [...files].map(async (file) => gzipSync(await readFile(path.join(folder, file))).length);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };

  it.each([
    ['the sign-in page', 'src/journeys/sign-in/sign-in.tsx'],
    ['the home page', 'src/journeys/home/home.tsx'],
    ['the documents', 'src/journeys/documents/documents.tsx'],
  ])('of %s is under 200 kB of scripts and styles, gzipped', async (_name, page) => {
    const files = filesOf('index.html', 'src/texts/fr.ts', page);
    expect([...files].some((file) => file.endsWith('.css'))).toBe(true);
    expect(await weigh(files)).toBeLessThan(LIMIT);
  });

  it('leaves the dictionaries of guessable passwords to whoever chooses one', () => {
    const pages = ['src/journeys/sign-in/sign-in.tsx', 'src/journeys/recovery/recover.tsx'];
    const eager = [...filesOf('index.html', 'src/texts/fr.ts', ...pages)].map((file) => manifestOf(file));
    expect(eager.filter((name) => name.includes('zxcvbn') || name.includes('simplewebauthn'))).toEqual([]);
    expect(Object.keys(manifest).filter((name) => name.includes('@zxcvbn-ts/language-fr'))).toHaveLength(1);
  });

  it('has nothing that the content policy refuses: no script or style inside the page', async () => {
    const html = await readFile(path.join(folder, 'index.html'), 'utf8');
    expect(html).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/i);
  });
});
