import { assembleDocument } from '../parsers/assemble.ts';
import type { ReadOptions } from '../parsers/parser.ts';
import type { ParsedDocument } from './model/document.ts';
import { ReadFailure } from './model/failure.ts';
import type { Normalized } from './model/report.ts';
import type { Profile } from './validate/profiles/profile.ts';

export { validate } from './validate/validate.ts';

/** Until parsers/index.ts, normalizers/index.ts and the default profile are there. */
export async function parseFile(bytes: Uint8Array, options: ReadOptions): Promise<ParsedDocument> {
  if (bytes.length === 0) throw new ReadFailure('empty', { zh: '文件是空的', en: 'the file is empty' });
  if (bytes[0] === 0x25 || bytes.includes(0))
    throw new ReadFailure('unsupported-format', { zh: '不支持的格式', en: 'the format is not supported' });
  const text = new TextDecoder('utf-8').decode(bytes);
  const items = text.split('\n').flatMap((line, index) =>
    line.trim() === ''
      ? []
      : [
          {
            type: 'block' as const,
            kind: 'paragraph' as const,
            level: null,
            text: line,
            places: [{ line: index + 1, method: 'text' as const }],
          },
        ],
  );
  return assembleDocument(
    { pages: [], pageCount: null, items, figures: [], notes: [] },
    { documentId: options.documentId, name: options.name, bytes: bytes.length, format: 'text' },
  );
}

export function normalize(_document: ParsedDocument): Normalized {
  return { reports: [], notes: [] };
}

export const defaultProfile: Profile = {
  name: 'interim',
  executionPoints: '10',
  levelPoints: {},
  grades: [],
  lowExecutionRate: '90',
};
