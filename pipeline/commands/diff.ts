import { once } from 'node:events';
import { DatasetError } from '../dataset/dataset-error.ts';
import { compareDatasets } from '../dataset/diff/compare-datasets.ts';
import { countChanges, isSame } from '../dataset/diff/count-changes.ts';
import type { Change } from '../model/dataset-diff.ts';
import { SCHEMA_VERSION } from '../model/document.ts';
import { UsageError } from '../usage-error.ts';
import { toChangeLines, toCountLines } from './diff-text.ts';
import { EXIT } from './exit-code.ts';
import type { Language } from './terminal.ts';

/** `hedui diff`: prints what changed between two datasets, counts first; gives the exit code: 0 same, 1 different. */
export async function diff(
  oldDir: string,
  newDir: string,
  { json, lang: language }: { json?: true; lang: Language },
): Promise<number> {
  try {
    // The datasets are gone through twice, so that counts come first and no change is kept.
    const counts = await countChanges(compareDatasets(oldDir, newDir));
    const changes = compareDatasets(oldDir, newDir);
    if (json === true) {
      const head = JSON.stringify({ schemaVersion: SCHEMA_VERSION, isSame: isSame(counts), counts });
      await printJson(head, changes);
    } else {
      await print(`${toCountLines(counts, language).join('\n')}\n`);
      let path: string | null = null;
      for await (const change of changes) {
        await print(`${toChangeLines(change, { language, isFirst: change.path !== path }).join('\n')}\n`);
        path = change.path;
      }
    }
    return isSame(counts) ? EXIT.none : EXIT.different;
  } catch (error) {
    if (error instanceof DatasetError) throw new UsageError({ zh: error.zh, en: error.message }, { cause: error });
    throw error;
  }
}

/** The object `head` with the changes in it, written as they come. */
async function printJson(head: string, changes: AsyncIterable<Change>): Promise<void> {
  await print(`${head.slice(0, -1)},"changes":[`);
  let separator = '\n';
  for await (const change of changes) {
    await print(`${separator}${JSON.stringify(change)}`);
    separator = ',\n';
  }
  await print('\n]}\n');
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
