/** @typedef {import('../page-data.ts').PageIndex} PageIndex */
/** @typedef {import('../page-data.ts').PageChunk} PageChunk */
/** @typedef {import('../page-data.ts').FindingRow} FindingRow */
/** @typedef {import('../page-data.ts').FindingDetail} FindingDetail */
/** @typedef {import('../../evidence/evidence-data.ts').EvidencePart} EvidencePart */
/** @typedef {import('../../evidence/evidence-data.ts').TablePicture} TablePicture */
/** @typedef {import('../../evidence/evidence-data.ts').PagePicture} PagePicture */
/** @typedef {import('../../evidence/evidence-data.ts').PageBox} PageBox */
/** @typedef {import('../../evidence/evidence-data.ts').Mark} Mark */

/** Chunks kept read: as many as stepping back and forth needs. */
const MAX_CHUNKS = 12;

/** @type {Map<number, Promise<PageChunk>>} */
const chunks = new Map();

/** @returns {PageIndex} */
export function readIndex() {
  return JSON.parse(document.getElementById('index')?.textContent ?? '');
}

/** @returns {Promise<readonly FindingRow[]>} */
export function readRows() {
  return readCompressed('rows');
}

/**
 * @param {PageIndex} index
 * @param {number} row
 * @returns {Promise<{ chunk: PageChunk, detail: FindingDetail }>}
 */
export async function readDetail(index, row) {
  const number = index.chunks.findLastIndex((first) => first <= row);
  const reading = chunks.get(number) ?? readCompressed(`chunk-${number}`);
  chunks.delete(number);
  chunks.set(number, reading);
  for (const oldest of [...chunks.keys()].slice(0, Math.max(0, chunks.size - MAX_CHUNKS))) chunks.delete(oldest);
  const chunk = await reading;
  const detail = chunk.findings[row - (index.chunks[number] ?? 0)];
  if (detail === undefined) throw new Error(`no finding ${row}`);
  return { chunk, detail };
}

/**
 * @param {string} id
 * @returns {Promise<any>} whatever was written under the id
 */
async function readCompressed(id) {
  const packed = atob(document.getElementById(id)?.textContent ?? '');
  const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Response(stream).json();
}
