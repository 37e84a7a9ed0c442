// The real worker, but a file named endless.* is read for ever, and one named slow.* long enough to be interrupted.
process.on('message', ({ kind, file }) => {
  if (kind === 'audit' && /endless\.\w+$/.test(file)) for (;;);
});
await import('../../../../dist/pipeline/archive/worker.js');
