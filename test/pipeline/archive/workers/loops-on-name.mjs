// The real worker, but a file named endless.* is read for ever, after its process number was written to the output.
import { writeFileSync } from 'node:fs';

process.on('message', ({ kind, file, output }) => {
  if (kind !== 'audit' || !/endless\.\w+$/.test(file)) return;
  writeFileSync(output, String(process.pid));
  for (;;);
});
await import('../../../../dist/pipeline/archive/worker.js');
