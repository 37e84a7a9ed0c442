import { isZip } from '../container/zip.ts';
import type { Parser } from '../parser.ts';
import { readDocx } from './read-docx.ts';

/** Word documents (.docx, .docm); recognised as any zip, so that other kinds of zip are refused with a reason. */
export const docxParser: Parser = { format: 'docx', recognises: isZip, read: readDocx };
