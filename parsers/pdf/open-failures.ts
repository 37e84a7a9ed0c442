import { ReadFailure } from '../../pipeline/model/failure.ts';
import type { ReadNote } from '../parser.ts';
import { type OpenPdf, openPdf } from './engine.ts';
import { repairPdf } from './repair.ts';

/** Opens a file; one with broken cross-references is repaired first and a note says so. Throws ReadFailure. */
export async function openOrRepair(
  bytes: Uint8Array,
  password: string | null,
): Promise<{ pdf: OpenPdf; notes: ReadNote[] }> {
  if (bytes.length === 0) throw new ReadFailure('empty', { zh: '文件是空的。', en: 'The file is empty.' });
  try {
    return { pdf: await openPdf(bytes, password), notes: [] };
  } catch (error) {
    const failure = toPasswordFailure(error);
    if (failure !== null) throw failure;
    return { pdf: await openRepaired(bytes, password, error), notes: [REPAIRED] };
  }
}

/** Opens the file with new cross-references; `cause` is why the old ones did not do. */
export async function openRepaired(bytes: Uint8Array, password: string | null, cause: unknown): Promise<OpenPdf> {
  const repaired = repairPdf(bytes);
  if (repaired !== null) {
    try {
      return await openPdf(repaired, password);
    } catch (error) {
      const failure = toPasswordFailure(error);
      if (failure !== null) throw failure;
    }
  }
  throw new ReadFailure(
    'corrupt',
    {
      zh: '不是完整的 PDF：交叉引用损坏，也找不到可读的页面；请重新取得该文件。',
      en: 'Not a whole PDF: its cross-references are broken and no page could be found; get the file again.',
    },
    { cause },
  );
}

export const REPAIRED: ReadNote = {
  code: 'cross-references-rebuilt',
  message: {
    zh: '文件的交叉引用损坏或被截断，已按文件中的对象重建；可能缺页。',
    en: 'The cross-references of the file were broken or cut off and were rebuilt from its objects; pages may be missing.',
  },
};

/** pdf.js: code 1 no password given, 2 a wrong one. */
function toPasswordFailure(error: unknown): ReadFailure | null {
  if (!(error instanceof Error) || error.name !== 'PasswordException') return null;
  const isWrong = 'code' in error && error.code === 2;
  return new ReadFailure(
    'encrypted',
    isWrong
      ? {
          zh: '密码不正确；请检查 --password-file 或 HEDUI_PASSWORD。',
          en: 'The password is wrong; check --password-file or HEDUI_PASSWORD.',
        }
      : {
          zh: '文件已加密，需要密码：用 --password-file 或 HEDUI_PASSWORD 给出。',
          en: 'The file is encrypted; give its password with --password-file or HEDUI_PASSWORD.',
        },
    { cause: error },
  );
}
