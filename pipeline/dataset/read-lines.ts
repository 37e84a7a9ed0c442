import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { toDamaged } from './dataset-error.ts';
import type { Line, LineFile } from './dataset-files.ts';

/**
 * The lines of one file of a dataset, one at a time; throws DatasetError where the file is missing or a line is cut off.
 * requireVersion comes first: the lines were written from checked values and are not checked again.
 */
export async function* readLines<File extends LineFile>(dir: string, name: File): AsyncGenerator<Line<File>> {
  let rest = '';
  try {
    for await (const chunk of createReadStream(join(dir, `${name}.jsonl`), 'utf8')) {
      // Only a line feed ends a line: names may hold U+2028, which readline of some versions takes for an end too.
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as Line<File>; // see above
    }
    if (rest !== '') throw new Error(`${name}.jsonl ends in the middle of a line`);
  } catch (error) {
    throw toDamaged(dir, error);
  }
}
