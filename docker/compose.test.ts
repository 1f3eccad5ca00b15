import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';

interface Service {
  image?: string;
  build?: { context: string; dockerfile: string };
  environment: Record<string, string>;
  ports?: string[];
  networks: string[];
  volumes: string[];
  healthcheck?: { test: string[] };
  read_only?: boolean;
  privileged?: boolean;
  network_mode?: string;
  cap_drop?: string[];
  security_opt?: string[];
  deploy?: { resources: { limits: { cpus?: string; memory?: string } } };
}
interface Compose {
  services: Record<string, Service>;
  networks: Record<string, { internal?: boolean }>;
}

const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');
const { services, networks } = parse(read('compose.yaml'), { merge: true }) as Compose;
const all = Object.entries(services).map(([name, service]) => ({ name, service }));
const exactTag = /^[a-z0-9/.-]+:v?\d+\.\d+(\.\d+)?(-[a-z0-9.]+)?(@sha256:[0-9a-f]{64})?$/;

/** The base images of a Dockerfile, stages of its own left out. */
const bases = (dockerfile: string) => [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image ?? '');

it('the service is a gateway, a bridge, HAPI and PostgreSQL', () => {
  expect(Object.keys(services).sort()).toEqual(['bridge', 'gateway', 'hapi', 'postgres']);
});

it('the world reaches the gateway and SMTP, and nothing else', () => {
  const published = all.flatMap(({ name, service }) => (service.ports ?? []).map((port) => `${name} ${port}`));
  expect(published.sort()).toEqual(['bridge 2525:2525', 'gateway 8080:8080']);
});

it('the records have no way out, and the bridge none to them', () => {
  for (const name of ['hapi', 'postgres'])
    expect(services[name]?.networks.map((network) => networks[network]?.internal)).toEqual([true]);
  expect(services['bridge']?.networks).not.toContain(services['hapi']?.networks[0]);
});

describe.each(all)('$name', ({ service }) => {
  it('says whether it is well', () => {
    expect(service.healthcheck?.test[0]).toBe('CMD');
  });

  it('runs what was pinned, as nobody special', () => {
    const dockerfile = service.build ? read(`../${service.build.dockerfile}`) : undefined;
    const images = dockerfile === undefined ? [service.image] : bases(dockerfile);
    expect(images.length).toBeGreaterThan(0);
    for (const image of images) expect(image).toMatch(exactTag);
    if (dockerfile !== undefined) expect(dockerfile).toMatch(/^USER node$/m);
  });

  it('cannot write to its own image, gain rights or eat the machine', () => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service).not.toHaveProperty('privileged');
    expect(service).not.toHaveProperty('network_mode');
    expect(service.deploy?.resources.limits).toEqual({ cpus: expect.any(String), memory: expect.any(String) });
  });

  it('has no secret but those that the operator gives', () => {
    for (const [setting, value] of Object.entries(service.environment)) {
      if (/PASSWORD|SECRET|TOKEN/.test(setting)) expect(value).toMatch(/^\$\{\w+:\?[^}]+\}$/);
      expect(value).not.toMatch(/:\/\/[^/@$]+:(?!\$\{\w+:\?)[^@]*@/);
      expect(value).not.toMatch(/\$\{\w+(:?-|\})/);
    }
  });

  it('mounts files that are there', () => {
    for (const volume of service.volumes.filter((each) => each.startsWith('./')))
      expect(existsSync(path.join(import.meta.dirname, volume.split(':')[0] ?? ''))).toBe(true);
  });
});

it('the operator finds every value to give in .env.example, empty', () => {
  const asked = new Set([...read('compose.yaml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
  const offered = [...read('.env.example').matchAll(/^(\w+)=(.*)$/gm)];
  expect(offered.map(([, name]) => name).sort()).toEqual([...asked].sort());
  for (const [, , value] of offered) expect(value).toBe('');
});

it('the gateway finds what was compiled: by the flags that it runs with', () => {
  const dockerfile = read('gateway.Dockerfile');
  const built = /^RUN PORT=none (node .*)gateway\/src\/main\.ts;/m.exec(dockerfile)?.[1];
  const run = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]';
  expect((JSON.parse(run) as string[]).join(' ')).toBe(`${built}gateway/src/main.ts`);
});

it('HAPI speaks plain JSON, reuses no search and has its dangerous operations closed', () => {
  const { hapi, spring } = parse(read('hapi.yaml')) as { hapi: { fhir: object }; spring: { ai: object } };
  expect(hapi.fhir).toMatchObject({
    default_encoding: 'JSON',
    default_pretty_print: false,
    reuse_cached_search_results_millis: 0,
    enforce_referential_integrity_on_write: true,
    enforce_referential_integrity_on_delete: false,
    expunge_enabled: false,
    delete_expunge_enabled: false,
    allow_cascading_deletes: false,
    allow_multiple_delete: false,
    bulk_export_enabled: false,
    bulk_import_enabled: false,
    mdm_enabled: false,
    graphql_enabled: false,
    ig_runtime_upload_enabled: false,
    subscription: { resthook_enabled: false, websocket_enabled: false },
  });
  for (const outgoing of ['remote_terminology_service', 'implementationguides', 'cors', 'tester'])
    expect(hapi.fhir).not.toHaveProperty(outgoing);
  expect(spring.ai).toEqual({ mcp: { server: { enabled: false } } });
});
