import { ReadFailure } from '../pipeline/model/failure.ts';
import { compoundFileFailure, isCompoundFile } from './container/compound-file.ts';
import { measureImage } from './container/image-size.ts';
import { READ_IMAGES } from './scan/image-kinds.ts';

interface Kind {
  /** Bytes at `at`, as Latin-1 text. */
  readonly magic: string;
  readonly at?: number;
  readonly zh: string;
  readonly en: string;
}

const HEAD_BYTES = 2048;
const IMAGES: readonly Kind[] = [
  { magic: 'ftyphei', at: 4, zh: 'HEIC', en: 'HEIC' },
  { magic: '\u0000\u0000\u0000\u000cjP  ', zh: 'JPEG 2000', en: 'JPEG 2000' },
];
const OTHERS: readonly Kind[] = [
  { magic: '{\\rtf', zh: ' RTF 文件（没有找到 LibreOffice）', en: 'an RTF file (LibreOffice was not found)' },
  { magic: 'Rar!', zh: 'RAR 压缩包', en: 'a RAR archive' },
  { magic: '7z\u00bc\u00af', zh: '7z 压缩包', en: 'a 7z archive' },
  { magic: '\u001f\u008b', zh: 'gzip 压缩包', en: 'a gzip archive' },
  { magic: 'MIME-Version:', zh: '单个文件网页（.mht）', en: 'a web archive (.mht)' },
];

/** Why a file of a kind that is known and not read is refused, and what to do; undefined for every other file. */
export function findKnownUnsupported(bytes: Uint8Array): ReadFailure | undefined {
  if (isCompoundFile(bytes)) return compoundFileFailure(bytes);
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES)).replace(/^\u00ef\u00bb\u00bf/, '');
  const matches = ({ magic, at = 0 }: Kind): boolean => head.startsWith(magic, at);
  const kind = measureImage(bytes)?.mediaType ?? '';
  if (READ_IMAGES.has(kind)) return undefined;
  const image = kind.replace('image/', '').toUpperCase() || IMAGES.find(matches)?.en;
  if (image) {
    return new ReadFailure('unsupported-format', {
      zh: `这是图片（${image}），尚不能读；请提供 .docx、带文字的 PDF 或网页。`,
      en: `this is a picture (${image}), which is not read; provide a .docx, a PDF with text, or a page`,
    });
  }
  const other = OTHERS.find(matches) ?? (isForeignXml(head) ? { zh: ' XML 文件', en: 'an XML file' } : undefined);
  if (!other) return undefined;
  return new ReadFailure('unsupported-format', {
    zh: `这是${other.zh}，尚不能读；请另存或解压为 .docx、PDF 或文本。`,
    en: `this is ${other.en}, which is not read; save or unpack it as .docx, PDF or text`,
  });
}

/** For a file that nothing recognises. */
export function unknownFailure(): ReadFailure {
  return new ReadFailure('unsupported-format', {
    zh: '认不出文件格式（按内容判断，不看扩展名）；请另存为 .docx、PDF、网页或文本。',
    en: 'the format is not known (judged by content, not by name); save it as .docx, PDF, HTML or text',
  });
}

/** XML other than XHTML: Word 2003 documents, flat packages, drawings. */
function isForeignXml(head: string): boolean {
  return head.startsWith('<?xml') && !/<html[\s>]|<!doctype\s+html/i.test(head);
}
