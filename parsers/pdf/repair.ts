import { constants, inflateSync } from 'node:zlib';

/** Larger files are not searched: their text form would not fit in memory twice. */
const LARGEST = 256 * 1024 * 1024;
/** What object streams may unfold to, in all. */
const MOST_UNFOLDED = 64 * 1024 * 1024;
const MOST_OBJECTS = 1_000_000;
/** Dictionaries of pages and catalogues are found within this many bytes of their beginning. */
const HEAD = 4_000;

interface Found {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
  readonly head: string;
}

/**
 * A file whose cross-references are lost, with new ones: objects are found by their `n 0 obj`, object streams unfolded,
 * and a page tree made of the pages that are left where the old one is gone. Null when no page is found.
 */
export function repairPdf(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length > LARGEST) return null;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const objects = findObjects(text);
  const out: string[] = ['\n'];
  let length = bytes.length + 1;
  const append = (number: number, body: string) => {
    const written = `${number} 0 obj\n${body}\nendobj\n`;
    objects.set(number, { number, generation: 0, offset: length, head: body.slice(0, HEAD) });
    out.push(written);
    length += written.length;
  };
  for (const [number, body] of unfold([...objects.values()], text)) if (!objects.has(number)) append(number, body);
  const root = findRoot(objects) ?? makeTree(objects, append);
  if (root === null) return null;
  const size = Math.max(...objects.keys()) + 1;
  const encrypt = /\/Encrypt\s+\d+\s+\d+\s+R/.exec(text)?.[0] ?? '';
  const id = encrypt === '' ? '' : (/\/ID\s*\[[^\]]{0,300}\]/.exec(text)?.[0] ?? '');
  const table = [...objects.values()]
    .sort((a, b) => a.number - b.number)
    .map(({ number, generation, offset }) => `${number} 1\n${pad(offset, 10)} ${pad(generation, 5)} n \n`);
  out.push(`xref\n0 1\n${pad(0, 10)} 65535 f \n${table.join('')}`);
  out.push(`trailer\n<< /Size ${size} /Root ${root} 0 R ${encrypt} ${id} >>\nstartxref\n${length}\n%%EOF\n`);
  return Buffer.concat([bytes, Buffer.from(out.join(''), 'latin1')]);
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

/** The last object of each number that begins in the file. */
function findObjects(text: string): Map<number, Found> {
  const objects = new Map<number, Found>();
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
function unfold(objects: readonly Found[], text: string): Map<number, string> {
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

/** The catalogue, when the page tree it names is still there. */
function findRoot(objects: ReadonlyMap<number, Found>): number | null {
  for (const { number, head } of [...objects.values()].reverse()) {
    if (!/\/Type\s*\/Catalog\b/.test(head)) continue;
    const pages = Number(/\/Pages\s+(\d+)\s+\d+\s+R/.exec(head)?.[1] ?? -1);
    if (/\/Type\s*\/Pages\b/.test(objects.get(pages)?.head ?? '') && isWhole(pages, objects)) return number;
  }
  return null;
}

/** Every branch of the page tree is there; pages at its leaves may be missing. */
function isWhole(root: number, objects: ReadonlyMap<number, Found>): boolean {
  const seen = new Set<number>();
  const open = [root];
  while (open.length > 0) {
    const number = open.pop() ?? 0;
    const head = objects.get(number)?.head;
    if (head === undefined || seen.has(number)) return false;
    seen.add(number);
    if (!/\/Type\s*\/Pages\b/.test(head)) continue;
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(head)?.[1] ?? '';
    for (const kid of kids.matchAll(/(\d+)\s+\d+\s+R/g)) open.push(Number(kid[1]));
  }
  return true;
}

/** A catalogue and page tree of the pages found, in the order of the file. */
function makeTree(objects: ReadonlyMap<number, Found>, append: (number: number, body: string) => void): number | null {
  const pages = [...objects.values()]
    .filter(({ head }) => /\/Type\s*\/Page\b(?!s)/.test(head) && /\/Contents\b|\/MediaBox\b|\/Resources\b/.test(head))
    .sort((a, b) => a.offset - b.offset);
  if (pages.length === 0) return null;
  const next = Math.max(...objects.keys()) + 1;
  const kids = pages.map(({ number, generation }) => `${number} ${generation} R`).join(' ');
  append(next, `<< /Type /Pages /Count ${pages.length} /Kids [ ${kids} ] >>`);
  append(next + 1, `<< /Type /Catalog /Pages ${next} 0 R >>`);
  return next + 1;
}
