import { crc32, inflateRawSync } from 'node:zlib';
import { ReadFailure } from '../../pipeline/model/failure.ts';

/** Bounds on a zip that are checked before anything in it is inflated. */
export const ZIP_LIMITS = {
  /** A DOCX has under 30 entries, one with 500 pictures about 530. */
  entries: 10_000,
  /** Declared bytes of all entries together; reports with scanned pages pasted in reach 60 MiB. */
  totalBytes: 512 * 1024 * 1024,
  /** Declared bytes of one entry. */
  entryBytes: 256 * 1024 * 1024,
  /** Inflated ÷ packed, for entries over `ratioFromBytes`: Word's XML packs 10 to 60 times, deflate ends at 1032. */
  ratio: 250,
  ratioFromBytes: 4 * 1024 * 1024,
} as const;

export interface ZipEntry {
  /** Path as stored, with /; only ever used as a key, never as a path on disk. */
  readonly name: string;
  readonly packedBytes: number;
  readonly declaredBytes: number;
  readonly method: number;
  readonly crc: number;
  readonly isEncrypted: boolean;
  readonly headerOffset: number;
}

/** A zip's directory; entries are inflated one by one when asked for. */
export interface Zip {
  readonly entries: readonly ZipEntry[];
  /** Finds an entry by name, letter case aside as in OPC packages. */
  readonly find: (name: string) => ZipEntry | undefined;
  /** Inflates an entry, never to more than `maxBytes` (default: its declared size); checks size and CRC. */
  readonly read: (entry: ZipEntry, maxBytes?: number) => Uint8Array;
}

const END_SIGNATURE = 0x06054b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_END_SIGNATURE = 0x06064b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const UTF8_FLAG = 0x800;
const STORED = 0;
const DEFLATED = 8;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05) && bytes.length >= 4;
}

/** Reads the directory of a zip and checks it against ZIP_LIMITS; throws ReadFailure `corrupt` or `too-large`. */
export function openZip(bytes: Uint8Array): Zip {
  const entries = readDirectory(bytes);
  checkLimits(entries);
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  return {
    entries,
    find: (name) => byName.get(name.toLowerCase()),
    read: (entry, maxBytes) => inflate(bytes, entry, maxBytes ?? entry.declaredBytes),
  };
}

function readDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, offset } = findDirectory(view);
  if (count > ZIP_LIMITS.entries) throw tooLarge(`${count} entries`, `${count} 个条目`, ZIP_LIMITS.entries);
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== CENTRAL_SIGNATURE) throw cutOff();
    const nameBytes = view.getUint16(at + 28, true);
    const extraBytes = view.getUint16(at + 30, true);
    const next = at + 46 + nameBytes + extraBytes + view.getUint16(at + 32, true);
    if (next > bytes.length) throw cutOff();
    const flags = view.getUint16(at + 8, true);
    const sizes = readSizes(view, at, { from: at + 46 + nameBytes, bytes: extraBytes });
    entries.push({
      name: decodeName(bytes.subarray(at + 46, at + 46 + nameBytes), flags).replaceAll('\\', '/'),
      ...sizes,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      isEncrypted: (flags & 1) === 1,
    });
    at = next;
  }
  return entries;
}

/** UTF-8 where a flag says so or the bytes are; else what Chinese programs write. */
function decodeName(bytes: Uint8Array, flags: number): string {
  if ((flags & UTF8_FLAG) !== 0) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function findDirectory(view: DataView): { count: number; offset: number } {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - MAX_COMMENT_BYTES); at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
    const locator = at - 20;
    if (locator < 0 || view.getUint32(locator, true) !== ZIP64_LOCATOR_SIGNATURE) return { count, offset };
    const end = Number(view.getBigUint64(locator + 8, true));
    if (end + 56 > view.byteLength || view.getUint32(end, true) !== ZIP64_END_SIGNATURE) throw cutOff();
    return { count: Number(view.getBigUint64(end + 32, true)), offset: Number(view.getBigUint64(end + 48, true)) };
  }
  throw cutOff();
}

/** Sizes and offset of an entry, from the zip64 extra field where the 32-bit fields are full. */
function readSizes(
  view: DataView,
  at: number,
  extra: { from: number; bytes: number },
): Pick<ZipEntry, 'packedBytes' | 'declaredBytes' | 'headerOffset'> {
  let declaredBytes = view.getUint32(at + 24, true);
  let packedBytes = view.getUint32(at + 20, true);
  let headerOffset = view.getUint32(at + 42, true);
  const end = extra.from + extra.bytes;
  for (let field = extra.from; field + 4 <= end; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    let value = field + 4;
    const take = (): number => {
      if (value + 8 > end) throw cutOff();
      value += 8;
      return Number(view.getBigUint64(value - 8, true));
    };
    if (declaredBytes === 0xffffffff) declaredBytes = take();
    if (packedBytes === 0xffffffff) packedBytes = take();
    if (headerOffset === 0xffffffff) headerOffset = take();
  }
  return { declaredBytes, packedBytes, headerOffset };
}

function checkLimits(entries: readonly ZipEntry[]): void {
  let total = 0;
  for (const { declaredBytes, packedBytes } of entries) {
    total += declaredBytes;
    if (declaredBytes > ZIP_LIMITS.entryBytes || total > ZIP_LIMITS.totalBytes) {
      const limit = declaredBytes > ZIP_LIMITS.entryBytes ? ZIP_LIMITS.entryBytes : ZIP_LIMITS.totalBytes;
      throw tooLarge(`${total} bytes when unpacked`, `解压后 ${total} 字节`, limit);
    }
    if (declaredBytes > ZIP_LIMITS.ratioFromBytes && declaredBytes > packedBytes * ZIP_LIMITS.ratio) {
      const ratio = Math.floor(declaredBytes / Math.max(1, packedBytes));
      throw tooLarge(
        `an entry that unpacks to ${ratio} times its size`,
        `有条目解压后是原来的 ${ratio} 倍`,
        ZIP_LIMITS.ratio,
      );
    }
  }
}

function inflate(bytes: Uint8Array, entry: ZipEntry, maxBytes: number): Uint8Array {
  if (entry.isEncrypted) {
    throw new ReadFailure('encrypted', {
      zh: '文件包内有加密的条目；请去掉密码后再放入。',
      en: 'an entry of the package is encrypted; save the file without a password',
    });
  }
  if (entry.declaredBytes > maxBytes)
    throw tooLarge(`${entry.declaredBytes} bytes in one part`, `一个部件 ${entry.declaredBytes} 字节`, maxBytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = entry.headerOffset;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL_SIGNATURE) throw cutOff();
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + entry.packedBytes > bytes.length) throw cutOff();
  const packed = bytes.subarray(start, start + entry.packedBytes);
  const content = unpack(packed, entry);
  if (content.length !== entry.declaredBytes || crc32(content) !== entry.crc) throw cutOff();
  return content;
}

/** One byte over the declared size is let through, so that an entry that lies about its size is told from a sound one. */
function unpack(packed: Uint8Array, entry: ZipEntry): Uint8Array {
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) throw cutOff();
  try {
    return inflateRawSync(packed, { maxOutputLength: entry.declaredBytes + 1 });
  } catch (cause) {
    if (cause instanceof RangeError)
      throw tooLarge('more bytes than it declares', '解压后超过其声明的大小', entry.declaredBytes);
    throw cutOff(cause);
  }
}

function tooLarge(en: string, zh: string, limit: number): ReadFailure {
  return new ReadFailure('too-large', {
    zh: `文件包过大或异常：${zh}（上限 ${limit}）；请用文字处理软件打开后另存，或拆成几个文件。`,
    en: `the package is too large or odd: ${en} (limit ${limit}); open and save it anew in a word processor, or split it`,
  });
}

function cutOff(cause?: unknown): ReadFailure {
  const message = {
    zh: '文件不完整或已损坏（压缩包目录或内容读不出）；请重新取得原文件。',
    en: 'the file is cut off or damaged (its zip directory or content cannot be read); get the original again',
  };
  return new ReadFailure('corrupt', message, cause === undefined ? {} : { cause });
}
