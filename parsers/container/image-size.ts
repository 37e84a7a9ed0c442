export interface ImageSize {
  readonly mediaType: string;
  /** 0 where the format has no pixels (EMF, WMF, SVG). */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Kind and size of a picture from its first bytes; undefined for an unknown kind. Nothing is decoded. */
export function measureImage(bytes: Uint8Array): ImageSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts = (...magic: number[]): boolean => magic.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47) && bytes.length >= 24) {
    return { mediaType: 'image/png', widthPx: view.getUint32(16), heightPx: view.getUint32(20) };
  }
  if (starts(0xff, 0xd8, 0xff)) return { mediaType: 'image/jpeg', ...jpegSize(view) };
  if (starts(0x47, 0x49, 0x46, 0x38) && bytes.length >= 10) {
    return { mediaType: 'image/gif', widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) };
  }
  // Two letters alone prove nothing: the reserved field must be 0 as well.
  if (starts(0x42, 0x4d) && bytes.length >= 26 && view.getUint32(6, true) === 0) {
    const height = Math.abs(view.getInt32(22, true));
    return { mediaType: 'image/bmp', widthPx: Math.abs(view.getInt32(18, true)), heightPx: height };
  }
  if (starts(0x49, 0x49, 0x2a, 0) || starts(0x4d, 0x4d, 0, 0x2a)) return { mediaType: 'image/tiff', ...tiffSize(view) };
  if (starts(0x52, 0x49, 0x46, 0x46) && bytes[8] === 0x57 && bytes[9] === 0x45) return vector('image/webp');
  if (starts(1, 0, 0, 0) && bytes.length >= 44 && view.getUint32(40, true) === 0x464d4520) return vector('image/emf');
  if (starts(0xd7, 0xcd, 0xc6, 0x9a)) return vector('image/wmf');
  return undefined;
}

function vector(mediaType: string): ImageSize {
  return { mediaType, widthPx: 0, heightPx: 0 };
}

/** From the first start-of-frame segment (C0–CF but for C4, C8, CC). */
function jpegSize(view: DataView): { widthPx: number; heightPx: number } {
  for (let at = 2; at + 9 < view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) break;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { widthPx: view.getUint16(at + 7), heightPx: view.getUint16(at + 5) };
    at += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(at + 2));
  }
  return { widthPx: 0, heightPx: 0 };
}

/** From tags 256 and 257 of the first directory. */
function tiffSize(view: DataView): { widthPx: number; heightPx: number } {
  const little = view.getUint8(0) === 0x49;
  const size = { widthPx: 0, heightPx: 0 };
  if (view.byteLength < 8) return size;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return size;
  const count = view.getUint16(directory, little);
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12;
    if (at + 12 > view.byteLength) break;
    const tag = view.getUint16(at, little);
    if (tag !== 256 && tag !== 257) continue;
    const value =
      view.getUint16(at + 2, little) === 3 ? view.getUint16(at + 8, little) : view.getUint32(at + 8, little);
    if (tag === 256) size.widthPx = value;
    else size.heightPx = value;
  }
  return size;
}
