import type { Parser } from '../parser.ts';
import { readPdf } from './read-pdf.ts';

/** Files may begin with junk: readers look for the header within the first 1,024 bytes. */
const HEADER_REACH = 1024;

/** Born-digital PDF: words, ruling lines and tables from the page's own drawing operators. */
export const pdfParser: Parser = {
  format: 'pdf',
  recognises: (bytes) => Buffer.from(bytes.subarray(0, HEADER_REACH)).includes('%PDF-'),
  read: readPdf,
};
