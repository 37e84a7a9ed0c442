import { expect, test } from 'vitest';
import { readLines } from '../../../pipeline/dataset/read-lines.ts';
import { makeFolder } from '../archive/temporary-folder.ts';

type Row = Readonly<Record<string, unknown>>;

async function read(text: string, containing?: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  const lines = readLines(makeFolder({ 'notes.jsonl': text }), 'notes', containing === undefined ? {} : { containing });
  for await (const row of lines) rows.push(row);
  return rows;
}

function toText(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

test('gives every line whole, however long it is and whatever stands in it', async () => {
  const rows = [
    { a: '核'.repeat(300_000) },
    { a: 'one\u2028two\r' },
    { a: '' },
    { a: 'x'.repeat(262_144) },
    { a: '对' },
  ];
  expect(await read(toText(rows))).toEqual(rows);
  expect(await read('')).toEqual([]);
});

test('leaves out lines without one of the texts asked for; a value that quotes such a text is no match', async () => {
  const [fail, pass] = [
    { subject: '核对', outcome: 'fail' },
    { subject: '"outcome":"fail"\\', outcome: 'pass' },
  ];
  const text = toText([fail, pass]);
  expect(await read(text, ['"outcome":"fail"', '"outcome":"review"'])).toEqual([fail]);
  expect(await read(text, ['"outcome":"pass"'])).toEqual([pass]);
});

test('a line that is cut off is damage', async () => {
  await expect(read('{"a":1}\n{"a":')).rejects.toThrow('is incomplete');
  await expect(read('{"a":1}\n{"a":\n')).rejects.toThrow('is incomplete');
});
