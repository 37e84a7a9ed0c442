import { type FoundObject, findObjects, HEAD, unfold } from './scan-objects.ts';

/** Larger files are not searched: their text form would not fit in memory twice. */
const LARGEST = 256 * 1024 * 1024;
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

/** The catalogue, when the page tree it names is still there. */
function findRoot(objects: ReadonlyMap<number, FoundObject>): number | null {
  for (const { number, head } of [...objects.values()].reverse()) {
    if (!/\/Type\s*\/Catalog\b/.test(head)) continue;
    const pages = Number(/\/Pages\s+(\d+)\s+\d+\s+R/.exec(head)?.[1] ?? -1);
    if (/\/Type\s*\/Pages\b/.test(objects.get(pages)?.head ?? '') && isWhole(pages, objects)) return number;
  }
  return null;
}

/** Every branch of the page tree is there; pages at its leaves may be missing. */
function isWhole(root: number, objects: ReadonlyMap<number, FoundObject>): boolean {
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
function makeTree(
  objects: ReadonlyMap<number, FoundObject>,
  append: (number: number, body: string) => void,
): number | null {
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
