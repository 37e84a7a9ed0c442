import { ReadFailure } from '../../pipeline/model/failure.ts';
import { type OfficePackage, openOfficePackage } from '../container/opc.ts';
import type { Zip } from '../container/zip.ts';

/** An opened DOCX: its parts by path, and its main document. */
export interface WordPackage extends Omit<OfficePackage, 'main'> {
  readonly documentPath: string;
}

/** Opens a zip as a DOCX. Throws `corrupt`, `too-large`, `encrypted`, or `unsupported-format` for any other kind of zip. */
export function openPackage(bytes: Uint8Array): WordPackage {
  const { main, ...rest } = openOfficePackage(bytes);
  const documentPath = main?.path ?? 'word/document.xml';
  if (!rest.zip.find(documentPath) || !isWordPart(documentPath, main?.contentType)) throw notWord(rest.zip);
  return { ...rest, documentPath };
}

/** By the content types, where they name the part: xlsx and pptx packages have a main document as well. */
function isWordPart(path: string, contentType: string | undefined): boolean {
  return contentType === undefined ? path.startsWith('word/') : /wordprocessingml|ms-word/.test(contentType);
}

function notWord(zip: Zip): ReadFailure {
  const kinds: readonly (readonly [path: string, zh: string, en: string])[] = [
    ['ppt/presentation.xml', 'PowerPoint 演示文稿', 'a PowerPoint presentation'],
    ['content.xml', 'OpenDocument 文件', 'an OpenDocument file'],
  ];
  const kind = kinds.find(([path]) => zip.find(path));
  if (kind) {
    return new ReadFailure('unsupported-format', {
      zh: `这是${kind[1]}，尚不能读；请另存为 .docx 或 PDF。`,
      en: `this is ${kind[2]}, which is not read; save it as .docx or PDF`,
    });
  }
  return new ReadFailure('unsupported-format', {
    zh: '这是压缩包，不是 Word 文件；hedui audit 会读其中的文件（至多两层压缩包），更深的或单个文件请先解压。',
    en: 'this is a zip archive and no Word file; hedui audit reads the files in it (archives in archives to the second), unpack what lies deeper or is wanted alone',
  });
}
