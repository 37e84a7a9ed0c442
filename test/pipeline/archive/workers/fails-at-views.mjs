// The real worker, but report.html fills its heap and workpaper.xlsx ends it.
process.prependListener('message', ({ kind, format }) => {
  if (kind !== 'view') return;
  const kept = [];
  while (format === 'html') kept.push(new Array(10_000).fill(kept.length));
  process.exit(7);
});
await import('../../../../dist/pipeline/archive/worker.js');
