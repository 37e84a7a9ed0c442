import { ReadFailure } from '../../pipeline/model/failure.ts';

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const DIRECTORY_ENTRY_BYTES = 128;
const NAME_BYTES = 64;

/** True for the OLE compound file that holds .doc, .xls, .wps, and every password-protected Office file. */
export function isCompoundFile(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, index) => bytes[index] === byte);
}

/**
 * Names of the streams and storages of a compound file. Directory entries are 128 bytes and sectors a multiple of 512, so
 * they are found without following the sector chains ([MS-CFB] 2.6.1), also in a file cut off at its end.
 */
export function streamNames(bytes: Uint8Array): ReadonlySet<string> {
  const names = new Set<string>();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 512; at + DIRECTORY_ENTRY_BYTES <= bytes.length; at += DIRECTORY_ENTRY_BYTES) {
    const nameBytes = view.getUint16(at + NAME_BYTES, true);
    const kind = view.getUint8(at + NAME_BYTES + 2);
    const isEntry = nameBytes >= 4 && nameBytes <= NAME_BYTES && nameBytes % 2 === 0 && [1, 2, 5].includes(kind);
    if (!isEntry || view.getUint16(at + nameBytes - 2, true) !== 0) continue;
    names.add(new TextDecoder('utf-16le').decode(bytes.subarray(at, at + nameBytes - 2)));
  }
  return names;
}

/** Why a compound file is not read: password-protected, a legacy format, or something else. */
export function compoundFileFailure(bytes: Uint8Array): ReadFailure {
  const names = streamNames(bytes);
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) {
    return new ReadFailure('encrypted', {
      zh: '文件有打开密码；请去掉密码后再放入。',
      en: 'the file needs a password to open; save it without one',
    });
  }
  if (names.has('WordDocument')) {
    return new ReadFailure('unsupported-format', {
      zh: '旧版 Word 文件（.doc 或 .wps）需要 LibreOffice 才能读；请安装它（soffice 在 PATH 中），或另存为 .docx 或 PDF。',
      en: 'a legacy Word file (.doc or .wps) is read with LibreOffice only; install it (soffice on the PATH), or save the file as .docx or PDF',
    });
  }
  if (names.has('Workbook') || names.has('Book')) {
    return new ReadFailure('unsupported-format', {
      zh: '旧版 Excel 文件（.xls）需要 LibreOffice 才能读；请安装它（soffice 在 PATH 中），或另存为 .xlsx 或 PDF。',
      en: 'a legacy Excel file (.xls) is read with LibreOffice only; install it (soffice on the PATH), or save the file as .xlsx or PDF',
    });
  }
  return new ReadFailure('unsupported-format', {
    zh: '旧版 Office 格式的文件，尚不能读；请另存为 .docx 或 PDF。',
    en: 'a file of a legacy Office format is not read; save it as .docx or PDF',
  });
}
