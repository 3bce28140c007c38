// What every queue of Node.js has in common: rounds of jobs that do nothing, each queued before it is begun.
// Started as `node QUEUE.mjs JOBS ROUNDS`, with PGHOST, PGPORT, PGDATABASE, PGUSER and PGPASSWORD; prints jobs a second of the last round.
import pg from 'pg';

let performed = 0;
let first = 0n;
let tellAll = () => {};
let jobs = 0;

/** What a job does: nothing, but that it is counted. */
export function perform() {
  if (performed === 0) {
    first = process.hrtime.bigint();
  }
  if (++performed === jobs) {
    tellAll();
  }
}

/**
 * @param enqueue puts so many jobs into the queue, which nobody looks at yet
 * @param begin   has them carried out, and answers with what ends that
 * @param left    SQL for how many are not recorded as done
 */
export async function rounds({ enqueue, begin, left }) {
  jobs = Number(process.argv[2]);
  const pool = new pg.Pool({ max: 1 });
  let rate = 0;
  for (let round = 0; round < Number(process.argv[3]); round++) {
    performed = 0;
    const all = new Promise((resolve) => { tellAll = resolve; });
    await enqueue(jobs, pool);
    await pool.query('checkpoint');
    const end = await begin();
    await all;
    while (Number((await pool.query(left)).rows[0].left) > 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    rate = jobs / (Number(process.hrtime.bigint() - first) / 1e9);
    await end();
  }
  await pool.end();
  console.log(`jobs a second: ${rate.toFixed(1)}`);
}
