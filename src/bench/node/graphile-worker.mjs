// `node graphile-worker.mjs JOBS ROUNDS [batched]`; concurrency and batching as its documentation's page about performance has them.
import { Logger, run, runMigrations } from 'graphile-worker';
import { perform, rounds } from './rounds.mjs';

const batched = process.argv[4] === 'batched';
const preset = {
  worker: {
    logger: new Logger(() => () => {}),
    connectionString: 'postgres://',
    concurrentJobs: 24,
    maxPoolSize: 26,
    ...(batched ? { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } : {}),
  },
};

await runMigrations({ preset });
await rounds({
  enqueue: (jobs, pool) => pool.query(
    "select count(*) from graphile_worker.add_jobs(array(select ('nothing', '{}', null, null, null, null, null, null)::graphile_worker.job_spec from generate_series(1, $1)))",
    [jobs]),
  begin: async () => {
    const runner = await run({ preset, noHandleSignals: true, taskList: { nothing: async () => perform() } });
    return () => runner.stop();
  },
  left: 'select count(*) as left from graphile_worker._private_jobs',
});
process.exit(0);
