import { startPasserelle } from '../journeys/testing/passerelle.ts';

/** Seconds from `npm start` to "ready": the first time with the demo town, and again on the same data. */
export async function benchStart(say: (line: string) => void): Promise<void> {
  const first = performance.now();
  const town = await startPasserelle({ demo: true });
  const cold = (performance.now() - first) / 1000;
  await town.stop();
  const second = performance.now();
  const again = await startPasserelle({ demo: true, dataDir: town.dataDir });
  const warm = (performance.now() - second) / 1000;
  await again.remove();
  say(`first start with the demo town: ${cold.toFixed(1)} s (aim 15)`);
  say(`second start: ${warm.toFixed(1)} s (aim 5)`);
}
