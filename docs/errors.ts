import { writeFileSync } from 'node:fs';
import { errorsPage } from '../gateway/src/errors-page.ts';

writeFileSync(new URL('./errors.md', import.meta.url), errorsPage());
