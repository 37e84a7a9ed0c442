// A worker whose death is noticed within a second: node short-lock-worker.mjs URL ROOT [SLOT MODULE]
import { startQueueWorker } from '../../../../dist/pipeline/archive/queue/queue-worker.js';

const [url, root, workerModule] = process.argv.slice(2);
const worker = await startQueueWorker({
  url,
  root,
  pool: { jobs: 1, ...(workerModule ? { workerModule } : {}) },
  password: null,
  cache: null,
  locks: { lockMs: 1000, lookMs: 300 },
  onFile: (path) => process.stdout.write(`${path}\n`),
  onWaiting: () => undefined,
});
process.stdout.write('ready\n');
process.on('SIGTERM', () => void worker.close().then(() => process.exit()));
