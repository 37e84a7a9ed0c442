import { deflateRawSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../parsers/docx/read-docx.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { show } from '../show-grid.ts';
import { buildDocx, documentXml, OPTIONS, p, tbl, tc, tr, zip } from './build-docx.ts';

async function failureOf(bytes: Uint8Array): Promise<string> {
  try {
    await readDocx(bytes, OPTIONS);
    return 'read';
  } catch (error) {
    if (error instanceof ReadFailure && error.zh !== '' && error.message !== '') return error.code;
    throw error;
  }
}

const SOUND = buildDocx(p('正文'));

describe('hostile and damaged DOCX', () => {
  test('a bomb of 300,000 paragraphs fails at once', async () => {
    const bomb = buildDocx(p('x').repeat(300_000));
    expect(bomb.length).toBeLessThan(300_000);
    const start = performance.now();
    expect(await failureOf(bomb)).toBe('too-large');
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('300,000 empty paragraphs are read within bounds', async () => {
    const reading = await readDocx(buildDocx(`${'<w:p/>'.repeat(300_000)}${p('尾')}`), OPTIONS);
    expect(show(reading.items)).toEqual(['paragraph: 尾']);
  });

  test('more paragraphs than a report can have are refused', async () => {
    expect(await failureOf(buildDocx('<w:p><w:r><w:t>x</w:t></w:r></w:p>'.repeat(110_000)))).toBe('too-large');
  });

  test.each([
    ['runs', '<w:r>', '</w:r>'],
    ['tables', '<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>'],
    ['wrappers', '<w:smartTag>', '</w:smartTag>'],
  ])('4,000 nested %s fail without a crash', async (_, open, close) => {
    expect(await failureOf(buildDocx(`<w:p>${open.repeat(4000)}<w:t>x</w:t>${close.repeat(4000)}</w:p>`))).toBe(
      'too-large',
    );
  });

  test('sixty nested tables are read', async () => {
    const nested = '<w:tbl><w:tr><w:tc>'.repeat(60) + p('核心') + `${p('')}</w:tc></w:tr></w:tbl>`.repeat(60);
    const reading = await readDocx(buildDocx(nested), OPTIONS);
    expect(show(reading.items)).toEqual(['paragraph: 核心']);
  });

  test('entities, internal or external, are refused and nothing is fetched', async () => {
    const xml = documentXml(p('&x;')).replace('?>', '?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>');
    expect(await failureOf(buildDocx('', { more: { 'word/document.xml': xml } }))).toBe('corrupt');
  });

  test('paths that climb out of the package stay in it', async () => {
    const bytes = buildDocx(p('正文'), { more: { '../../evil.xml': '<a/>', 'word/../../../etc/passwd': 'x' } });
    expect(show((await readDocx(bytes, OPTIONS)).items)).toEqual(['paragraph: 正文']);
  });

  test('a picture outside the package is not fetched', async () => {
    const rels =
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="x" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" TargetMode="External" Target="http://127.0.0.1:9/a.png"/></Relationships>';
    const drawing =
      '<w:p><w:r><w:drawing><wp:inline><a:blip r:embed="x" r:link="x"/></wp:inline></w:drawing></w:r></w:p>';
    const reading = await readDocx(
      buildDocx(drawing + p('正文'), { more: { 'word/_rels/document.xml.rels': rels } }),
      OPTIONS,
    );
    expect([show(reading.items), reading.figures]).toEqual([['paragraph: 正文'], []]);
  });

  test('enormous spans and levels are cut down', async () => {
    const table = tbl(
      tr(tc('a', '<w:gridSpan w:val="999999999"/>')) +
        tr(tc('b') + tc('c'), '<w:gridBefore w:val="999999999"/>') +
        tr(tc('d') + tc('e')),
    );
    const reading = await readDocx(buildDocx(table), OPTIONS);
    expect(show(reading.items).filter((line) => !line.endsWith(' '))).toEqual([
      'table',
      '0,0 1×2 a',
      '2,0 1×1 d',
      '2,1 1×1 e',
    ]);
  });

  test.each([
    ['cut in half', SOUND.slice(0, SOUND.length / 2), 'corrupt'],
    ['cut by one byte', SOUND.slice(0, -1), 'corrupt'],
    ['its signature only', SOUND.slice(0, 4), 'corrupt'],
    [
      'its main part cut',
      buildDocx('', {
        more: {
          'word/document.xml':
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:bo',
        },
      }),
      'corrupt',
    ],
    ['no body', buildDocx('', { more: { 'word/document.xml': '<x/>' } }), 'corrupt'],
    ['a plain zip', zip({ 'a.txt': 'x' }), 'unsupported-format'],
    ['a workbook', zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' }), 'unsupported-format'],
    ['a presentation', zip({ 'ppt/presentation.xml': '<p/>' }), 'unsupported-format'],
    ['no text at all', buildDocx('<w:p/>'), 'no-text'],
  ])('%s: %s', async (_, bytes, code) => {
    expect(await failureOf(bytes)).toBe(code);
  });

  test('one changed figure in the bytes is corrupt, never another figure', async () => {
    const stored = Buffer.from(zipSync(unzipSync(buildDocx(p('预算110万元'))), { level: 0 }));
    expect(show((await readDocx(new Uint8Array(stored), OPTIONS)).items)).toEqual(['paragraph: 预算110万元']);
    stored.write('910', stored.indexOf('110万元'));
    expect(await failureOf(new Uint8Array(stored))).toBe('corrupt');
  });

  test('an entry that inflates to more than it declares is refused', async () => {
    expect(await failureOf(lyingZip('x'.repeat(5_000_000), 100))).toBe('too-large');
  });

  test('an entry packed 1,000 times is refused by its declared size', async () => {
    expect(await failureOf(zip({ 'word/document.xml': ' '.repeat(20_000_000) }))).toBe('too-large');
  });
});

/** A zip with one part whose directory declares too few bytes. */
function lyingZip(text: string, declared: number): Uint8Array {
  const name = Buffer.from('word/document.xml');
  const packed = deflateRawSync(Buffer.from(text));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(declared, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(declared, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, name, packed, central, name, end]));
}
