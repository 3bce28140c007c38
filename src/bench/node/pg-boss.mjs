// `node pg-boss.mjs JOBS ROUNDS`; workers fetch again at once while there is a full batch.
import { PgBoss } from 'pg-boss';
import { perform, rounds } from './rounds.mjs';

const QUEUE = 'nothing';
const AT_A_TIME = 1000;
const boss = new PgBoss({ max: 10 });
boss.on('error', console.error);
await boss.start();
await boss.createQueue(QUEUE);
await rounds({
  enqueue: async (jobs) => {
    for (let queued = 0; queued < jobs; queued += AT_A_TIME) {
      await boss.insert(QUEUE, Array.from({ length: Math.min(AT_A_TIME, jobs - queued) }, () => ({})));
    }
  },
  begin: async () => {
    await boss.work(QUEUE, { batchSize: 100, localConcurrency: 4, pollingIntervalSeconds: 0.5, burstWhenBatchFull: true },
      async (batch) => batch.forEach(perform));
    return () => boss.offWork(QUEUE);
  },
  left: "select count(*) as left from pgboss.job where state <> 'completed'",
});
await boss.stop({ graceful: false });
process.exit(0);
