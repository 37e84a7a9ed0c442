import { zipSync } from 'fflate';
import { writePdf } from '../parsers/pdf/write-pdf.ts';
import { pick, type Random } from '../random.ts';

/** A file that is not what a report should be. */
export interface HostileFile {
  readonly extension: string;
  readonly content: Uint8Array;
}

/** A sound file to spoil. */
export interface Sample {
  readonly extension: string;
  readonly content: Uint8Array;
}

/** Ways to spoil a file, by name. The same sample and numbers give the same bytes; `salt` makes contents differ. */
export const HOSTILE: Readonly<Record<string, (sample: Sample, random: Random, salt: string) => HostileFile>> = {
  empty: ({ extension }) => ({ extension, content: new Uint8Array() }),
  flipped: (sample, random) => ({ ...sample, content: flip(sample.content, random) }),
  truncated: ({ extension, content }, random) => ({
    extension,
    content: content.subarray(0, 1 + Math.floor(random() * (content.length - 1))),
  }),
  misnamed: ({ extension, content }, random, salt) => ({
    extension:
      pick(
        ['pdf', 'docx', 'html', 'txt', 'png'].filter((each) => each !== extension),
        random,
      ) ?? 'pdf',
    content: join(content, salt),
  }),
  noise: (_, random) => ({
    extension: 'pdf',
    content: Uint8Array.from({ length: 200 + Math.floor(random() * 4000) }, () => Math.floor(random() * 256)),
  }),
  encrypted: (_, __, salt) => ({
    extension: 'pdf',
    content: writePdf([{ content: `BT /F1 12 Tf 50 700 Td (${salt}) Tj ET` }], {
      userPassword: 'unknown',
      ownerPassword: 'unknown',
    }),
  }),
  'zip-bomb': (_, __, salt) => ({
    extension: 'docx',
    content: toDocx(`<w:p><w:r><w:t>${salt}${'0'.repeat(20_000_000)}</w:t></w:r></w:p>`),
  }),
  'many-entries': (_, __, salt) => ({
    extension: 'docx',
    content: zipSync({
      '[Content_Types].xml': new Uint8Array(),
      ...Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`${salt}/${n}`, new Uint8Array()])),
    }),
  }),
  'deep-markup': (_, random, salt) => ({
    extension: 'html',
    content: Buffer.from(`<p>${salt}</p>${'<div><table><tr><td>'.repeat(2000 + Math.floor(random() * 20_000))}`),
  }),
  'deep-docx': (_, random, salt) => {
    const depth = 500 + Math.floor(random() * 4000);
    const [open, close] = ['<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>'];
    return {
      extension: 'docx',
      content: toDocx(`${open.repeat(depth)}<w:p><w:r><w:t>${salt}</w:t></w:r></w:p>${close.repeat(depth)}`),
    };
  },
  'page-loop': (_, __, salt) => ({ extension: 'pdf', content: toPdf('/Kids [2 0 R] /Count 1', salt) }),
  'many-pages': (_, __, salt) => ({ extension: 'pdf', content: toPdf('/Kids [] /Count 99999999', salt) }),
  'form-loop': (_, __, salt) => ({
    extension: 'pdf',
    content: writePdf([{ content: '/X Do', forms: { X: `q /X Do Q % ${salt}` } }]),
  }),
  'long-line': (_, random, salt) => ({
    extension: 'txt',
    content: Buffer.from(`${salt}${'9'.repeat(100_000 + Math.floor(random() * 400_000))}`),
  }),
  'many-cells': (_, __, salt) => ({
    extension: 'html',
    content: Buffer.from(`<p>${salt}</p><table><tr><td colspan="100000" rowspan="65534">1</td><td>2</td></tr></table>`),
  }),
};

function flip(content: Uint8Array, random: Random): Uint8Array {
  const flipped = content.slice();
  for (let count = 1 + Math.floor(random() * 40); count > 0; count -= 1) {
    flipped[Math.floor(random() * flipped.length)] = Math.floor(random() * 256);
  }
  return flipped;
}

function join(content: Uint8Array, text: string): Uint8Array {
  return Buffer.concat([content, Buffer.from(text)]);
}

function toDocx(body: string): Uint8Array {
  const text = (content: string): Uint8Array => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${content}`);
  return zipSync({
    '[Content_Types].xml': text(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '_rels/.rels': text(
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    'word/document.xml': text(
      `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
    ),
  });
}

/** A PDF without a table of objects, as a careless writer leaves it. */
function toPdf(pages: string, salt: string): Uint8Array {
  return Buffer.from(
    `%PDF-1.4\n% ${salt}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages ${pages} >>\nendobj\ntrailer\n<< /Root 1 0 R /Size 3 >>\n%%EOF\n`,
  );
}
