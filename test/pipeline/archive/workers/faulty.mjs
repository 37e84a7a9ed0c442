// A worker whose faults are chosen by the name of the file it is given; what is not a fault is hashed.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const faults = {
  'endless-loop': () => {
    for (;;);
  },
  'endless-wait': () => setInterval(() => undefined, 1000),
  'with-child': ({ output }) => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    writeFileSync(output, String(child.pid));
    for (;;);
  },
  stopped: () => process.kill(process.pid, 'SIGSTOP'),
  'child-full': ({ output }) => {
    const fill = 'const kept = []; setInterval(() => kept.push(Buffer.alloc(16 << 20, kept.length)), 10);';
    const child = spawn(process.execPath, ['-e', fill], { stdio: 'ignore' });
    writeFileSync(output, String(child.pid));
  },
  'heap-full': () => {
    const kept = [];
    for (;;) kept.push(new Array(10_000).fill(kept.length));
  },
  'resident-full': () => {
    const kept = [];
    setInterval(() => kept.push(Buffer.alloc(16 << 20, kept.length)), 10);
  },
  exits: () => process.exit(7),
  throws: () => {
    setTimeout(() => {
      throw new Error('later');
    });
  },
  'own-crash': () => {
    const message = { zh: '出错', en: 'failed' };
    process.send({ kind: 'failure', code: 'crash', message, sha256: null, bytes: null, format: null });
  },
};

process.on('message', (task) => {
  const fault = faults[basename(task.file).replace(/\..*$/, '')];
  if (fault) fault(task);
  else process.send({ kind: 'hashed', sha256: String(process.pid), bytes: 0 });
});
process.send('ready');
