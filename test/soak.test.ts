import { expect, test } from 'vitest';
import { makeFolder } from './pipeline/archive/temporary-folder.ts';
import { soak } from './soak/soak.ts';

test.skipIf(process.platform !== 'linux')(
  'an archive with hostile files loses and doubles nothing, though the run and its slots are killed',
  async () => {
    const said: string[] = [];
    const plan = { files: 60, hostile: 30, kills: 2, jobs: 2, seed: 'ci' };
    const verdicts = await soak({ folder: makeFolder(), ...plan, say: (line) => said.push(line) });
    expect(
      verdicts.filter(({ isGood }) => !isGood),
      said.join('\n'),
    ).toEqual([]);
  },
  300_000,
);
