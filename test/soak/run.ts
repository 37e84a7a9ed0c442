import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';

/**
 * `npm run soak`: makes 10,000 files out of the fixtures, 500 of them hostile, audits them while the run and its slots
 * are killed and a disk fills up, and prints verdicts. --files N · --hostile N · --kills N · --jobs N · --seed WORD ·
 * --folder DIR (emptied first). Exits 1 when a verdict is bad.
 */
const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    hostile: { type: 'string', default: '500' },
    kills: { type: 'string', default: '10' },
    jobs: { type: 'string', default: '2' },
    seed: { type: 'string', default: 'soak' },
    folder: { type: 'string', default: join(tmpdir(), 'hedui-soak') },
  },
});
const verdicts = await soak({
  folder: values.folder,
  files: Number(values.files),
  hostile: Number(values.hostile),
  kills: Number(values.kills),
  jobs: Number(values.jobs),
  seed: values.seed,
  say: (line) => process.stderr.write(`${line}\n`),
});
for (const { name, isGood, told } of verdicts) process.stdout.write(`${isGood ? 'good' : 'BAD '} ${name}: ${told}\n`);
process.exitCode = verdicts.every(({ isGood }) => isGood) ? 0 : 1;
