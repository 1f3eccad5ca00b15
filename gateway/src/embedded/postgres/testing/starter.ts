import { startPostgres } from '../../postgres.ts';

/** Starts the database of the folder given and tells its parent the address; then waits to be killed. */
const { url } = await startPostgres({ dataDir: process.argv[2] ?? '' });
process.send?.(url);
