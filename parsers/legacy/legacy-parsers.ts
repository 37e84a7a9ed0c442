import { isCompoundFile, streamNames } from '../container/compound-file.ts';
import { readDocx } from '../docx/read-docx.ts';
import type { Parser, Reading, ReadOptions } from '../parser.ts';
import { readXlsx } from '../sheet/read-xlsx.ts';
import { convertFile, findOffice } from './office-program.ts';

/** A format that LibreOffice turns into one that is read. */
interface LegacyFormat {
  readonly format: 'doc' | 'xls' | 'rtf';
  readonly to: 'docx' | 'xlsx';
  readonly isIt: (bytes: Uint8Array) => boolean;
  readonly zh: string;
  readonly en: string;
}

const FORMATS: readonly LegacyFormat[] = [
  {
    format: 'doc',
    to: 'docx',
    isIt: (bytes) => hasStream(bytes, ['WordDocument']),
    zh: '旧版 Word 文件（.doc 或 .wps）',
    en: 'a legacy Word file (.doc or .wps)',
  },
  {
    format: 'xls',
    to: 'xlsx',
    isIt: (bytes) => hasStream(bytes, ['Workbook', 'Book']),
    zh: '旧版 Excel 文件（.xls 或 .et）',
    en: 'a legacy Excel file (.xls or .et)',
  },
  { format: 'rtf', to: 'docx', isIt: isRtf, zh: 'RTF 文件', en: 'an RTF file' },
];

/** Formats that are read where LibreOffice is installed; without it they are recognised by nobody here. */
export const LEGACY_PARSERS: readonly Parser[] = FORMATS.map((legacy) => ({
  format: legacy.format,
  recognises: (bytes) => legacy.isIt(bytes) && findOffice() !== null,
  read: (bytes, options) => readLegacy(bytes, { legacy, options }),
}));

async function readLegacy(
  bytes: Uint8Array,
  { legacy: { format, to, zh, en }, options }: { legacy: LegacyFormat; options: ReadOptions },
): Promise<Reading> {
  const converted = await convertFile(bytes, { program: findOffice() ?? '', from: format, to });
  const reading = to === 'docx' ? await readDocx(converted, options) : readXlsx(converted);
  const message = {
    zh: `${zh}，经 LibreOffice 转换为 .${to} 后读取。`,
    en: `${en}, read after LibreOffice converted it to .${to}`,
  };
  return { ...reading, notes: [{ code: 'converted-before-reading', message }, ...reading.notes] };
}

/** Of a file that needs no password; the reader's own message says what to do about one that does. */
function hasStream(bytes: Uint8Array, wanted: readonly string[]): boolean {
  if (!isCompoundFile(bytes)) return false;
  const names = streamNames(bytes);
  return wanted.some((name) => names.has(name)) && !names.has('EncryptedPackage') && !names.has('EncryptionInfo');
}

function isRtf(bytes: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(bytes.subarray(0, 5)) === '{\\rtf';
}
