import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renewView } from '../../../../pipeline/dataset/views.ts';
import { makeDocument, makeFinding } from '../sample-document.ts';
import { makeDataset, VIEW_SETTINGS } from './make-dataset.ts';

const ID = 'aa'.repeat(32);

describe('findings.csv', async () => {
  const formula = '=HYPERLINK("http://x","y")';
  const findings = ['=1+1', '+a', '-b', '@c', '\tz', '\r=d', '＝e', ' =f', '-3.5', '+81.62%', '-', 'a,"b"\nc'].map(
    (recorded, index) => ({
      ...makeFinding(ID, `f${String(index).padStart(2, '0')}`),
      recorded,
      subject: index === 0 ? formula : '资金',
    }),
  );
  const dir = await makeDataset([{ path: 'a.pdf', document: makeDocument(ID, { findings }) }]);
  const read = async (language: 'zh' | 'en') =>
    readFileSync(await renewView(dir, { format: 'csv', ...VIEW_SETTINGS, language }), 'utf8');
  const text = await read('zh');
  const [head = [], ...rows] = parse(text);

  test('opens in Excel as what it is: byte order mark, CRLF, headings in the language', async () => {
    expect([text.charCodeAt(0), head.slice(0, 4), rows.length]).toEqual([
      0xfeff,
      ['文件', '位置', '检查编号', '检查'],
      findings.length,
    ]);
    expect(
      text
        .replace(/"[^"]*"/g, '')
        .split('\n')
        .slice(0, -1)
        .every((line) => line.endsWith('\r')),
    ).toBe(true);
    expect(parse(await read('en'))[0]?.slice(0, 4)).toEqual(['path', 'place', 'check', 'check title']);
  });

  test('has no cell that a spreadsheet would work out; signed figures stay figures', () => {
    const recorded = rows.map((row) => row[head.indexOf('填报')]);
    expect(recorded).toEqual([
      "'=1+1",
      "'+a",
      "'-b",
      "'@c",
      "'\tz",
      "'\r=d",
      "'＝e",
      "' =f",
      '-3.5',
      '+81.62%',
      '-',
      'a,"b"\nc',
    ]);
    expect(rows[0]?.[head.indexOf('对象')]).toBe(`'${formula}`);
  });
});

/** RFC 4180, after the byte order mark. */
function parse(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
