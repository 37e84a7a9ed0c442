import { createReadStream } from 'node:fs';
import { basename, join } from 'node:path';
import { toDamaged } from './dataset-error.ts';
import type { Line, LineFile } from './dataset-files.ts';

/** Bytes read at a time: most files of a dataset are small, results.jsonl of an archive has a gigabyte. */
const READ_BYTES = 1 << 18;
const LINE_FEED = 10;

/**
 * The lines of one file of a dataset, one at a time; throws DatasetError where the file is missing or a line is cut off.
 * requireVersion comes first: the lines were written from checked values and are not checked again.
 *
 * `containing`: only lines that hold one of these texts, such as `"outcome":"fail"`; the others cost next to nothing.
 * A quotation mark inside a value is written as \", so that no value can look like such a text.
 */
export async function* readLines<File extends LineFile>(
  dir: string,
  name: File,
  { containing }: { readonly containing?: readonly string[] } = {},
): AsyncGenerator<Line<File>> {
  const wanted = containing?.map((text) => Buffer.from(text));
  try {
    for await (const line of splitLines(join(dir, `${name}.jsonl`))) {
      if (wanted !== undefined && !wanted.some((text) => line.includes(text))) continue;
      yield JSON.parse(line.toString('utf8')) as Line<File>; // see above
    }
  } catch (error) {
    throw toDamaged(dir, error);
  }
}

/** Only a line feed ends a line: names may hold U+2028, which readline of some versions takes for an end too. */
async function* splitLines(file: string): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  const chunks: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: READ_BYTES });
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      const line = chunk.subarray(start, end);
      yield begun.length === 0 ? line : Buffer.concat([...begun, line]);
      begun = [];
      start = end + 1;
    }
    if (start < chunk.length) begun.push(chunk.subarray(start));
  }
  if (begun.length > 0) throw new Error(`${basename(file)} ends in the middle of a line`);
}
