import { strToU8, type Zippable, zipSync } from 'fflate';
import { DEFAULT_READ_OPTIONS } from '../../../parsers/index.ts';
import type { ReadOptions } from '../../../parsers/parser.ts';

const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
].join(' ');
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface DocxParts {
  readonly styles?: string;
  readonly numbering?: string;
  readonly headers?: readonly string[];
  readonly footers?: readonly string[];
  readonly footnotes?: string;
  readonly media?: Readonly<Record<string, Uint8Array>>;
  readonly more?: Readonly<Record<string, string>>;
}

export const OPTIONS: ReadOptions = { ...DEFAULT_READ_OPTIONS, documentId: 'd', name: 'a.docx' };

export function documentXml(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`;
}

/** A DOCX from the XML inside w:body; headers, footers and pictures get the ids h0, f0, m0 … */
export function buildDocx(body: string, parts: DocxParts = {}): Uint8Array {
  const relationships: string[] = [];
  const files: Record<string, string | Uint8Array> = { 'word/document.xml': documentXml(body) };
  const relate = (id: string, type: string, target: string): void => {
    relationships.push(`<Relationship Id="${id}" Type="${RELATIONSHIP}/${type}" Target="${target}"/>`);
  };
  const add = (id: string, type: string, root: string, content: string): void => {
    relate(id, type, `${id}.xml`);
    files[`word/${id}.xml`] = `<w:${root} ${NAMESPACES}>${content}</w:${root}>`;
  };
  if (parts.styles) add('styles', 'styles', 'styles', parts.styles);
  if (parts.numbering) add('numbering', 'numbering', 'numbering', parts.numbering);
  if (parts.footnotes) add('footnotes', 'footnotes', 'footnotes', parts.footnotes);
  for (const [index, content] of (parts.headers ?? []).entries()) add(`h${index}`, 'header', 'hdr', content);
  for (const [index, content] of (parts.footers ?? []).entries()) add(`f${index}`, 'footer', 'ftr', content);
  Object.entries(parts.media ?? {}).forEach(([name, bytes], index) => {
    relate(`m${index}`, 'image', `media/${name}`);
    files[`word/media/${name}`] = bytes;
  });
  Object.assign(files, parts.more ?? {});
  return zip({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATIONSHIP}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join('')}</Relationships>`,
    ...files,
  });
}

export function zip(files: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries: Zippable = {};
  for (const [name, content] of Object.entries(files)) {
    entries[name] = typeof content === 'string' ? strToU8(content) : content;
  }
  return zipSync(entries, { level: 6, mtime: '2024-01-01' });
}

export function p(text: string, properties = ''): string {
  return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

export function tc(text: string, properties = ''): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${p(text)}</w:tc>`;
}

export function tr(cells: string, properties = ''): string {
  return `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${cells}</w:tr>`;
}

export function tbl(rows: string): string {
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows}</w:tbl>`;
}
