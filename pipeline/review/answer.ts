import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Message } from '../model/source.ts';
import type { ErrorReply } from './api.ts';
import { SECURITY_HEADERS } from './guard.ts';

/** Bytes of a request; a decision with the longest text allowed has some 40 KB. */
const MOST_BODY_BYTES = 64 * 1024;

/** A request that is refused, with its status and one line for people. */
export class RequestError extends Error {
  readonly status: number;
  readonly zh: string;
  constructor(status: number, { zh, en }: Message) {
    super(en);
    this.name = 'RequestError';
    this.status = status;
    this.zh = zh;
  }
}

export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  send(response, { status, mediaType: 'application/json; charset=utf-8', body: JSON.stringify(value) });
}

export function sendError(response: ServerResponse, status: number, error: Message): void {
  sendJson(response, { error } satisfies ErrorReply, status);
}

export function send(
  response: ServerResponse,
  {
    status = 200,
    mediaType,
    body,
    headers = {},
  }: { status?: number; mediaType: string; body: string | Uint8Array; headers?: Record<string, string> },
): void {
  const content = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': mediaType,
    'content-length': content.byteLength,
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : content);
}

/** Sends a file or, as PDF viewers ask for it, one range of it. */
export async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, bytes, mediaType }: { file: string; bytes: number; mediaType: string },
): Promise<void> {
  const range = parseRange(request.headers.range, bytes);
  if (range === 'none-such') {
    response.writeHead(416, { ...SECURITY_HEADERS, 'content-range': `bytes */${bytes}` });
    response.end();
    return;
  }
  const [start, end] = range ?? [0, bytes - 1];
  response.writeHead(range === null ? 200 : 206, {
    ...SECURITY_HEADERS,
    'content-type': mediaType,
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    ...(range === null ? {} : { 'content-range': `bytes ${start}-${end}/${bytes}` }),
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(file, { start, end }), response);
}

/** [first, last] byte of a Range header; null: the whole file; several ranges are answered with the whole file. */
function parseRange(header: string | undefined, bytes: number): readonly [number, number] | null | 'none-such' {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return start <= end ? [start, end] : 'none-such';
}

/** The JSON body of a request; throws RequestError. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type']?.split(';')[0]?.trim() !== 'application/json') {
    throw new RequestError(415, { zh: '只接受 JSON', en: 'only JSON is taken' });
  }
  const tooLarge = new RequestError(413, { zh: '内容过长', en: 'the text is too long' });
  if (Number(request.headers['content-length'] ?? 0) > MOST_BODY_BYTES) throw tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BODY_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RequestError(400, { zh: '不是有效的 JSON', en: 'this is not JSON' });
  }
}
