import { createHash } from 'node:crypto';
import type { ParsedDocument } from '../pipeline/model/document.ts';
import { ReadFailure } from '../pipeline/model/failure.ts';
import { assembleDocument } from './assemble.ts';
import { docxParser } from './docx/docx-parser.ts';
import { LEGACY_PARSERS } from './legacy/legacy-parsers.ts';
import { htmlParser } from './markup/read-html.ts';
import { ofdParser } from './ofd/read-ofd.ts';
import type { Parser, ReadOptions } from './parser.ts';
import { pdfParser } from './pdf/index.ts';
import { plainTextParser } from './plain-text/index.ts';
import { DEFAULT_ENGINE } from './scan/engines/engine-names.ts';
import { scanParser } from './scan/index.ts';
import { sheetParser } from './sheet/read-xlsx.ts';
import { findKnownUnsupported, unknownFailure } from './unsupported.ts';

/** Every format that is read by itself, in the order in which they are asked whether they recognise a file. */
export const PARSERS: readonly Parser[] = [
  sheetParser,
  ofdParser,
  docxParser,
  pdfParser,
  scanParser,
  htmlParser,
  plainTextParser,
];

/** What a reader does where nothing is asked for: 2,000 pages at most, tables joined, recognition where it is needed. */
export const DEFAULT_READ_OPTIONS: Omit<ReadOptions, 'documentId' | 'name'> = {
  maxPages: 2000,
  password: null,
  join: true,
  ocr: 'auto',
  ocrEngine: DEFAULT_ENGINE,
  cache: null,
  onProgress: null,
  onFigure: null,
};

export type ParseOptions = Pick<ReadOptions, 'name'> & Partial<ReadOptions>;

/**
 * Recognises a file by its content, reads it and gives ids in reading order. `name` is only recorded. Throws ReadFailure
 * where no output is possible.
 */
export async function parseFile(bytes: Uint8Array, options: ParseOptions): Promise<ParsedDocument> {
  const parser = chooseParser(bytes);
  const documentId = options.documentId ?? createHash('sha256').update(bytes).digest('hex');
  const reading = await parser.read(bytes, { ...DEFAULT_READ_OPTIONS, ...options, documentId });
  return assembleDocument(reading, { documentId, name: options.name, bytes: bytes.length, format: parser.format });
}

/** The parser for a file, by content alone; throws ReadFailure `empty`, `unsupported-format` or `encrypted`. */
export function chooseParser(bytes: Uint8Array): Parser {
  if (bytes.length === 0) {
    throw new ReadFailure('empty', {
      zh: '文件是空的（0 字节）；请重新取得原文件。',
      en: 'the file is empty (0 bytes); get the original again',
    });
  }
  const legacy = LEGACY_PARSERS.find(({ recognises }) => recognises(bytes));
  if (legacy) return legacy;
  const known = findKnownUnsupported(bytes);
  if (known) throw known;
  const parser = PARSERS.find(({ recognises }) => recognises(bytes));
  if (!parser) throw unknownFailure();
  return parser;
}
