import { loadDefinitions } from '../definitions.ts';

loadDefinitions();

/** The validator with its definitions, for a process of its own. */
export { faultsOf } from '../validate.ts';
