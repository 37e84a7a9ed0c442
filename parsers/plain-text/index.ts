import type { Parser } from '../parser.ts';
import { decodeText } from './decode.ts';
import { readPlainText } from './read-plain-text.ts';

/** Formats written in characters that are no plain text. */
const OTHER_FORMATS = ['{\\rtf', '%PDF-', '%!PS', '<?xml', '<!doctype', '<html'];

/** Plain text reports, as paragraphs and as tables in tab-separated rows or one cell a line; asked after every other format. */
export const plainTextParser: Parser = {
  format: 'text',
  recognises: (bytes) => {
    const start = new TextDecoder('latin1').decode(bytes.subarray(0, 16)).trimStart().toLowerCase();
    return !OTHER_FORMATS.some((mark) => start.startsWith(mark.toLowerCase())) && decodeText(bytes) !== null;
  },
  read: async (bytes, options) => readPlainText(bytes, options),
};
