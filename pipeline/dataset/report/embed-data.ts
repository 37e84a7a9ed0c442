import { strToU8, zlibSync } from 'fflate';

/** JSON that may stand in a `<script>`: nothing in it ends the element, opens a comment or ends a line of JavaScript. */
export function toEmbeddedJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/**
 * JSON as zlib in base64: a tenth of its size. fflate and not node:zlib, whose output differs between processors, and
 * equal input has to give equal bytes.
 */
export function toCompressedJson(value: unknown): string {
  return Buffer.from(zlibSync(strToU8(JSON.stringify(value)), { level: 6 })).toString('base64');
}
