import { createHash } from 'node:crypto';
import { ReadFailure } from '../../pipeline/model/failure.ts';
import { isZip, openZip, type Zip, type ZipEntry } from './zip.ts';

/** A file inside a zip archive. */
export interface ArchiveMember {
  /** Path inside the archive, with / and without `..`; a member of an inner archive is `inner.zip!/a.docx`. */
  readonly name: string;
  /** Ordinals of the entries that lead to it, from the outer archive inwards: names may be the same or mean nothing. */
  readonly place: readonly number[];
  readonly content: { readonly sha256: string; readonly bytes: number } | ReadFailure;
}

/** Archives inside archives: a zip of a county holds zips of its offices. */
const MAX_DEPTH = 2;
/** Inflated bytes of all members together, those of inner archives included. */
const MAX_TOTAL_BYTES = 1024 * 1024 * 1024;
/** Parts by which packages that are documents are told from archives of files. */
const PACKAGE_PARTS = ['[Content_Types].xml', 'word/document.xml', 'xl/workbook.xml', 'OFD.xml', 'mimetype'];
/** What systems leave behind in archives, and lock files of office programs; the same as is left out of folders. */
const LEFT_OUT = /(?:^|\/)(?:\.|~\$|__MACOSX\/)/;
const PATH_MAX = 1000;

/**
 * The files in a zip archive, by place. null for what is no archive: another file, a package such as DOCX, or a zip that
 * cannot be opened, which the reader of packages refuses with its reason. A member that cannot be unpacked has a failure.
 */
export function listArchive(bytes: Uint8Array, { maxBytes }: { maxBytes: number }): readonly ArchiveMember[] | null {
  const zip = findArchive(bytes);
  return zip && listMembers(zip, { depth: 1, budget: { left: MAX_TOTAL_BYTES }, maxBytes });
}

/** The bytes of a member by the place that listArchive gave. Throws ReadFailure as the zip reader does. */
export function readArchiveMember(bytes: Uint8Array, place: readonly number[]): Uint8Array {
  let content = bytes;
  for (const ordinal of place) {
    const zip = openZip(content);
    const entry = zip.entries[ordinal];
    if (!entry) throw gone();
    content = zip.read(entry);
  }
  // A copy: a stored member lies in the bytes of the archive, and a PDF reader takes away what it is given.
  return new Uint8Array(content);
}

interface ListOptions {
  readonly depth: number;
  readonly budget: { left: number };
  readonly maxBytes: number;
}

function listMembers(zip: Zip, { depth, budget, maxBytes }: ListOptions): readonly ArchiveMember[] {
  const members: ArchiveMember[] = [];
  const names = new Map<string, number>();
  zip.entries.forEach((entry, ordinal) => {
    const safeName = toSafeName(entry.name, ordinal);
    if (entry.name.endsWith('/') || LEFT_OUT.test(safeName)) return;
    const name = toUnique(safeName, names);
    const place = [ordinal];
    try {
      const content = readEntry(zip, entry, { budget, maxBytes });
      const inner = depth < MAX_DEPTH ? findArchive(content) : null;
      const inside = inner && listMembers(inner, { depth: depth + 1, budget, maxBytes });
      if (inside && inside.length > 0) {
        for (const each of inside)
          members.push({ ...each, name: `${name}!/${each.name}`, place: [ordinal, ...each.place] });
      } else {
        const sha256 = createHash('sha256').update(content).digest('hex');
        members.push({ name, place, content: { sha256, bytes: content.length } });
      }
    } catch (error) {
      if (!(error instanceof ReadFailure)) throw error;
      members.push({ name, place, content: error });
    }
  });
  return members;
}

function readEntry(
  zip: Zip,
  entry: ZipEntry,
  { budget, maxBytes }: Pick<ListOptions, 'budget' | 'maxBytes'>,
): Uint8Array {
  budget.left -= entry.declaredBytes;
  if (entry.declaredBytes > maxBytes || budget.left < 0) throw tooLarge(entry.declaredBytes, maxBytes);
  return zip.read(entry);
}

function findArchive(bytes: Uint8Array): Zip | null {
  if (!isZip(bytes)) return null;
  try {
    const zip = openZip(bytes);
    return PACKAGE_PARTS.some((part) => zip.find(part)) ? null : zip;
  } catch {
    return null;
  }
}

/** A name is only ever a label: no drive, no way up, nothing that a terminal would act on. */
function toSafeName(name: string, ordinal: number): string {
  const steps = name.replace(/^[A-Za-z]:/, '').split('/');
  const kept = steps.filter((step) => step !== '' && step !== '.' && step !== '..');
  return (
    kept
      .join('/')
      .replace(/\p{Cc}/gu, '_')
      .slice(0, PATH_MAX) || `${ordinal + 1}`
  );
}

/** Two entries may bear one name; the second is named a.docx (2). */
function toUnique(name: string, names: Map<string, number>): string {
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return count === 1 ? name : toUnique(`${name} (${count})`, names);
}

function tooLarge(bytes: number, maxBytes: number): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `压缩包内的这个文件解压后有 ${bytes} 字节（单个上限 ${maxBytes}，合计上限 ${MAX_TOTAL_BYTES}）；请解压后放入`,
    en: `this file of the archive has ${bytes} bytes when unpacked (limit ${maxBytes} each, ${MAX_TOTAL_BYTES} together); unpack the archive`,
  });
}

function gone(): ReadFailure {
  return new ReadFailure('not-readable', {
    zh: '压缩包在读取期间被改动；请再运行一次',
    en: 'the archive was changed while it was read; run again',
  });
}
