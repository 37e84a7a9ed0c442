import { describe, expect, test } from 'vitest';
import { listArchive, readArchiveMember } from '../../../parsers/container/archive.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';
import { buildDocx, p, zip } from '../docx/build-docx.ts';
import { buildXlsx } from '../sheet/build-xlsx.ts';
import { buildZip } from './build-zip.ts';

const LIMITS = { maxBytes: 1 << 20 };
const 方案_GBK = Uint8Array.of(0xb7, 0xbd, 0xb0, 0xb8, 0x2e, 0x74, 0x78, 0x74);

/** Each member with its text, or the code of its failure. */
function shown(bytes: Uint8Array): readonly string[] | null {
  const members = listArchive(bytes, LIMITS);
  if (members === null) return null;
  return members.map(({ name, place, content }) => {
    const text =
      content instanceof ReadFailure ? content.code : new TextDecoder().decode(readArchiveMember(bytes, place));
    return `${name}: ${text}`;
  });
}

describe('files in a zip', () => {
  test('are listed with their folders; folders and what systems leave behind are not', () => {
    const bytes = zip({
      'b.txt': '乙',
      '甲/a.txt': '甲',
      '甲/': '',
      '__MACOSX/甲/._a.txt': 'x',
      '甲/.DS_Store': 'x',
      '~$b.docx': 'x',
    });
    expect(shown(bytes)).toEqual(['b.txt: 乙', '甲/a.txt: 甲']);
  });

  test.each([
    ['a DOCX', buildDocx(p('甲'))],
    ['a workbook', buildXlsx({ sheets: [] })],
    ['an OFD', zip({ 'OFD.xml': '<ofd/>' })],
    ['an OpenDocument', zip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' })],
    ['text', new TextEncoder().encode('PK 甲')],
    ['nothing', new Uint8Array()],
    ['a zip cut off', zip({ 'a.txt': '甲' }).slice(0, -1)],
  ])('%s is no archive of files', (_, bytes) => {
    expect(shown(bytes)).toBeNull();
  });

  test('an archive without files has none', () => {
    expect(shown(buildZip([{ name: '甲/', content: '' }]))).toEqual([]);
  });

  test('names in GBK, in UTF-8 without a flag, and with backslashes', () => {
    const entries = [
      { name: 方案_GBK, content: '1' },
      { name: '方案.txt', content: '2' },
      { name: '方\\案.txt', content: '3', flags: 0x800 },
    ];
    expect(shown(buildZip(entries))).toEqual(['方案.txt: 1', '方案.txt (2): 2', '方/案.txt: 3']);
  });

  test('names that lead out, are absolute, or are no names', () => {
    const names = ['../../etc/passwd', '/etc/passwd', 'C:\\a.txt', '..', 'a\u001b[31m.txt', './b.txt'];
    expect(shown(buildZip(names.map((name) => ({ name, content: 'x' }))))).toEqual([
      'etc/passwd: x',
      'etc/passwd (2): x',
      'a.txt: x',
      '4: x',
      'a_[31m.txt: x',
      'b.txt: x',
    ]);
  });

  test('archives inside archives are opened down to the second, no further', () => {
    const third = zip({ 'c.txt': '丙' });
    const second = zip({ 'b.txt': '乙', 'third.zip': third });
    const bytes = zip({ 'a.txt': '甲', 'x/second.zip': second });
    expect(shown(bytes)?.slice(0, 2)).toEqual(['a.txt: 甲', 'x/second.zip!/b.txt: 乙']);
    const members = listArchive(bytes, LIMITS) ?? [];
    expect(members.map(({ name }) => name)).toEqual(['a.txt', 'x/second.zip!/b.txt', 'x/second.zip!/third.zip']);
    expect(readArchiveMember(bytes, members[2]?.place ?? [])).toEqual(third);
  });

  test('members that are encrypted, damaged, too large or lie about their size fail alone', () => {
    const damaged = buildZip([{ name: 'd.txt', content: '丁丁丁' }]);
    expect(shown(damaged)).toEqual(['d.txt: 丁丁丁']);
    damaged[40] = 0;
    expect(shown(damaged)).toEqual(['d.txt: corrupt']);
    const entries = [
      { name: 'a.txt', content: '甲', flags: 1 },
      { name: 'b.txt', content: 'x'.repeat(LIMITS.maxBytes + 1) },
      { name: 'c.txt', content: 'xx', declared: 1 },
      { name: 'd.txt', content: '丁' },
    ];
    expect(shown(buildZip(entries))).toEqual(['a.txt: encrypted', 'b.txt: too-large', 'c.txt: corrupt', 'd.txt: 丁']);
  });

  test('a bomb is not opened', () => {
    expect(shown(zip({ 'a.txt': ' '.repeat(20_000_000) }))).toBeNull();
    expect(shown(buildZip(Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, content: '' }))))).toBeNull();
  });
});
