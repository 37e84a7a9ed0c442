import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { chooseParser, parseFile } from '../../parsers/index.ts';
import { findOffice } from '../../parsers/legacy/office-program.ts';
import { ReadFailure } from '../../pipeline/model/failure.ts';
import { buildDocx, p, tbl, tc, tr } from './docx/build-docx.ts';

const HAS_OFFICE = findOffice() !== null;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

function chosen(content: Uint8Array): string {
  try {
    return chooseParser(content).format;
  } catch (error) {
    if (error instanceof ReadFailure && error.zh.length > 8 && error.message.length > 8) return error.code;
    throw error;
  }
}

/** A compound file with the given streams in its directory. */
function compoundFile(...streams: readonly string[]): Uint8Array {
  const directory = streams.map((name) => {
    const entry = Buffer.alloc(128);
    entry.write(name, 0, 'utf16le');
    entry.writeUInt16LE(name.length * 2 + 2, 64);
    entry.writeUInt8(2, 66);
    return entry;
  });
  const header = Buffer.alloc(512);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  return new Uint8Array(Buffer.concat([header, ...directory]));
}

describe('which parser reads a file', () => {
  test.each([
    ['a DOCX', buildDocx(p('正文')), 'docx'],
    ['a PDF', bytes('%PDF-1.7\n'), 'pdf'],
    ['a PDF after junk', bytes(`${' '.repeat(500)}\n%PDF-1.4\n`), 'pdf'],
    ['a page', bytes('<!doctype html><html><body>甲</body></html>'), 'html'],
    ['text', bytes('一、项目概况\n预算110万元。\n'), 'text'],
    [
      'text with check boxes as tags',
      bytes('项目类别\t常年性 <input checked="" type="checkbox"/>\t\n项目属性\t甲\t乙\n'),
      'text',
    ],
    ['text in GB18030', Uint8Array.of(0xd4, 0xa4, 0xcb, 0xe3, 0xd6, 0xb4, 0xd0, 0xd0, 0xc2, 0xca), 'text'],
    ['nothing', new Uint8Array(), 'empty'],
    ['a picture, whatever its name', latin(`\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01`), 'image'],
    ['a JPEG', latin('\xff\xd8\xff\xe0\0\x10JFIF'), 'image'],
    ['a Word file with a password', compoundFile('Root Entry', 'EncryptionInfo', 'EncryptedPackage'), 'encrypted'],
    [
      'a legacy Word file',
      compoundFile('Root Entry', 'WordDocument', '1Table'),
      HAS_OFFICE ? 'doc' : 'unsupported-format',
    ],
    ['a legacy Word file with a password', compoundFile('WordDocument', 'EncryptionInfo'), 'encrypted'],
    ['a legacy workbook', compoundFile('Root Entry', 'Workbook'), HAS_OFFICE ? 'xls' : 'unsupported-format'],
    ['another compound file', compoundFile('Root Entry', 'PowerPoint Document'), 'unsupported-format'],
    ['a compound file cut off', compoundFile(), 'unsupported-format'],
    ['RTF', bytes('{\\rtf1\\ansi 甲}'), HAS_OFFICE ? 'rtf' : 'unsupported-format'],
    [
      'a flat Word XML',
      bytes('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
      'unsupported-format',
    ],
    ['a web archive', bytes('MIME-Version: 1.0\nContent-Type: multipart/related\n'), 'unsupported-format'],
    [
      'binary without a name',
      Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256),
      'unsupported-format',
    ],
  ])('%s: %s', (_, content, format) => {
    expect(chosen(content)).toBe(format);
  });

  const folder = '../shared/reports/seeds';
  const seeds = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];
  test.skipIf(seeds.length === 0).each(seeds)('the real text %s is text', (name) => {
    expect(chosen(new Uint8Array(readFileSync(`${folder}/${name}`)))).toBe('text');
  });
});

describe('one report in several formats', () => {
  test('has the same blocks, tables and roles as DOCX and as HTML', async () => {
    const lines = [
      '某县医疗保障局',
      '2022年度项目支出绩效自评报告',
      '一、项目概况',
      '（一）资金情况',
      '1. 预算安排',
      '年初预算398万元。',
      '表1 资金情况',
    ];
    const rows = [
      ['项目', '预算', '执行'],
      ['专项', '398.00', '320.88'],
    ];
    const docx = buildDocx(
      lines.map((line) => p(line)).join('') + tbl(rows.map((row) => tr(row.map((cell) => tc(cell)).join(''))).join('')),
    );
    const html = bytes(
      `<html><body>${lines.map((line) => `<p>${line}</p>`).join('')}<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table></body></html>`,
    );
    const readings = await Promise.all(
      [docx, html].map((content) => parseFile(content, { name: 'a', documentId: 'd' })),
    );
    const [first, second] = readings.map(({ blocks, tables }) => ({ blocks, tables }));
    expect(first).toEqual(second);
    expect(first?.blocks.map(({ kind, level }) => `${kind}${level ?? ''}`)).toEqual([
      'heading1',
      'heading1',
      'heading2',
      'heading3',
      'heading4',
      'paragraph',
      'caption',
    ]);
    expect(first?.tables[0]?.caption).toBe('表1 资金情况');
  });

  test('its id is the hash of its bytes', async () => {
    const document = await parseFile(bytes('<p>甲</p>'), { name: 'a.html' });
    const sha256 = createHash('sha256').update('<p>甲</p>').digest('hex');
    expect([document.documentId, document.source]).toEqual([
      sha256,
      { name: 'a.html', sha256, bytes: 10, format: 'html', pageCount: null },
    ]);
  });
});
