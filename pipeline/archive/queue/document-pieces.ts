import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Redis } from 'ioredis';
import { KEPT_SECONDS, toDocumentKey } from './protocol.ts';

/** Size of a piece in Redis; it moves without holding up other commands for long. */
const PIECE_BYTES = 4 << 20;

/** Sends a Document file in pieces. */
export async function sendDocument(
  redis: Redis,
  { file, deliveryId }: { file: string; deliveryId: string },
): Promise<void> {
  const key = toDocumentKey(deliveryId);
  let pieces: Buffer[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (bytes === 0) return;
    await redis.multi().rpush(key, Buffer.concat(pieces)).expire(key, KEPT_SECONDS).exec();
    pieces = [];
    bytes = 0;
  };
  // Level 1: a document shrinks to a tenth, and the higher levels take three times as long for a tenth of that.
  await pipeline(createReadStream(file), createGzip({ level: 1 }), async (compressed) => {
    for await (const piece of compressed as AsyncIterable<Buffer>) {
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= PIECE_BYTES) await flush();
    }
  });
  await flush();
}

/** Takes a Document out of Redis into a file, on disk for good; false where pieces are missing or damaged. */
export async function receiveDocument(
  redis: Redis,
  { file, deliveryId, sha256 }: { file: string; deliveryId: string; sha256: string },
): Promise<boolean> {
  const key = toDocumentKey(deliveryId);
  const hash = createHash('sha256');
  async function* takePieces(): AsyncGenerator<Buffer> {
    for (;;) {
      const piece = await redis.lpopBuffer(key);
      if (piece === null) return;
      yield piece;
    }
  }
  try {
    await pipeline(takePieces(), createGunzip(), toHashing(hash), createWriteStream(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return false;
    throw error;
  }
  if (hash.digest('hex') !== sha256) return false;
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
  return true;
}

function toHashing(hash: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}
