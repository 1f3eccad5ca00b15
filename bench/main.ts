import { benchFhir } from './fhir.ts';
import { benchMail } from './mail.ts';
import { benchStart } from './start.ts';
import { benchTiming } from './timing.ts';

/** `npm run bench [fhir|mail|start|timing]`: measured side by side in one run, printed as ratios. */
const parts = { start: benchStart, fhir: benchFhir, mail: benchMail, timing: benchTiming };
const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n== ${name}`);
  await run((line) => console.log(line));
}
