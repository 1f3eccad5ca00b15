import { LRUCache } from 'lru-cache';
import type { Database } from '../database/connect.ts';
import type { FhirServer } from '../fhir/server.ts';
import { keepProfessionals, type DescribedProfessional } from './professionals.ts';

/** Takes down who was met. Returns at once and never fails: the one who calls waits for nothing of it. */
export type Meet = (who: DescribedProfessional) => void;

export interface MeetingParts {
  database: Database;
  fhir: FhirServer;
  /** Told why somebody could not be taken down; the next time that they come it is tried again. */
  report: (fault: Error) => void;
}

/** 0.2: the directory as the professionals who come complete it. `settled` waits for what is under way. */
export function meeting({ database, fhir, report }: MeetingParts): { meet: Meet; settled: () => Promise<void> } {
  const known = new LRUCache<string, string>({ max: 10_000 });
  const running = new Set<Promise<void>>();
  const takeDown = async (who: DescribedProfessional): Promise<void> => {
    try {
      await keepProfessionals({ database, fhir }, [who]);
    } catch (fault) {
      known.delete(who.rpps);
      report(fault as Error);
    }
  };
  return {
    meet: (who) => {
      const said = JSON.stringify(who);
      if (known.get(who.rpps) === said) return;
      known.set(who.rpps, said);
      const task = takeDown(who).finally(() => running.delete(task));
      running.add(task);
    },
    settled: async () => void (await Promise.all(running)),
  };
}
