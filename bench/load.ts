import { Pool } from 'undici';

/** One server under load: how to address it and what to send along. */
export interface Target {
  name: string;
  /** Origin and the path before the resource type. */
  origin: string;
  prefix: string;
  headers?: Record<string, string>;
}

/**
 * Asks for every path once, over a number of kept-alive connections each with one request at a time.
 * @returns requests a second. @throws at the first answer that is not 200, so that no figure hides a failure.
 */
export async function drive(target: Target, paths: string[], connections: number): Promise<number> {
  const pool = new Pool(target.origin, { connections, pipelining: 1 });
  let next = 0;
  const work = async (): Promise<void> => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const { statusCode, body } = await pool.request({
        method: 'GET',
        path: target.prefix + path,
        headers: { accept: 'application/fhir+json', ...target.headers },
      });
      await body.dump({ limit: 10_000_000 });
      if (statusCode !== 200) throw new Error(`${target.name} answered ${statusCode} to ${path}`);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  const took = (performance.now() - begun) / 1000;
  await pool.close();
  return paths.length / took;
}

export const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
