import { constants, inflateSync } from 'node:zlib';

/** What object streams may unfold to, in all. */
const MOST_UNFOLDED = 64 * 1024 * 1024;
const MOST_OBJECTS = 1_000_000;
/** Dictionaries of pages and catalogues are found within this many bytes of their beginning. */
export const HEAD = 4_000;

/** An indirect object found in a file by its `n g obj`, without the help of cross-references. */
export interface FoundObject {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
  readonly head: string;
}

/** The last object of each number that begins in the file; `text` is the file as Latin-1. */
export function findObjects(text: string): Map<number, FoundObject> {
  const objects = new Map<number, FoundObject>();
  for (const match of text.matchAll(/(?<![0-9])(\d{1,9})[ \t\r\n]{1,4}(\d{1,5})[ \t\r\n]{1,4}obj\b/g)) {
    const number = Number(match[1]);
    const offset = match.index;
    if (number > 0 && number < 8_388_608 && objects.size < MOST_OBJECTS) {
      const head = text.slice(offset, offset + HEAD);
      const end = /\bendobj\b|\bstream\b/.exec(head);
      objects.set(number, {
        number,
        generation: Number(match[2]),
        offset,
        head: end ? head.slice(0, end.index + 6) : head,
      });
    }
  }
  return objects;
}

/** Objects kept inside compressed object streams. */
export function unfold(objects: readonly FoundObject[], text: string): Map<number, string> {
  const unfolded = new Map<number, string>();
  let total = 0;
  for (const { offset, head } of objects) {
    if (!/\/Type\s*\/ObjStm\b/.test(head) || total > MOST_UNFOLDED) continue;
    const count = Number(/\/N\s+(\d+)/.exec(head)?.[1] ?? 0);
    const first = Number(/\/First\s+(\d+)/.exec(head)?.[1] ?? 0);
    const stream = readStream(text, offset, head);
    if (stream === null) continue;
    total += stream.length;
    const pairs = stream
      .slice(0, first)
      .trim()
      .split(/\s+/)
      .map(Number)
      .slice(0, 2 * count);
    for (let i = 0; i + 1 < pairs.length; i += 2) {
      const from = first + (pairs[i + 1] ?? 0);
      const to = i + 3 < pairs.length ? first + (pairs[i + 3] ?? 0) : stream.length;
      const number = pairs[i] ?? 0;
      if (number > 0 && to > from) unfolded.set(number, stream.slice(from, to));
    }
  }
  return unfolded;
}

function readStream(text: string, offset: number, head: string): string | null {
  const start = /stream\r?\n/.exec(text.slice(offset, offset + head.length + 10));
  if (start === null) return null;
  const from = offset + start.index + start[0].length;
  const end = text.indexOf('endstream', from);
  const raw = Buffer.from(text.slice(from, end < 0 ? undefined : end), 'latin1');
  if (!/\/FlateDecode\b/.test(head)) return raw.toString('latin1');
  try {
    return inflateSync(raw, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MOST_UNFOLDED }).toString('latin1');
  } catch {
    // A damaged stream holds nothing that can be trusted.
    return null;
  }
}
