// A main process whose only slot is in an endless loop; the slot writes its number to the file given.
const { openPool } = await import('../../../../dist/pipeline/archive/pool.js');
const pool = openPool({ jobs: 1, workerModule: new URL('./loops-on-name.mjs', import.meta.url) });
await pool.run({ kind: 'audit', file: 'endless.html', output: process.argv[2] }, 600_000);
