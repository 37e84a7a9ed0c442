import { type IncomingHttpHeaders, request } from 'node:http';
import type { ReviewServer } from '../../../pipeline/review/server.ts';

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Sends one request with exactly these headers and path, as no browser would: nothing is resolved or added. */
export function ask(
  server: ReviewServer,
  path: string,
  { method = 'GET', headers = {}, body }: Asked = {},
): Promise<Answered> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Headers of a browser that opened the printed address. */
export async function signIn(server: ReviewServer): Promise<Record<string, string>> {
  const { pathname, search } = new URL(server.url);
  const { headers } = await ask(server, `${pathname}${search}`);
  const cookie = headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined) throw new Error('no cookie was set');
  return { cookie };
}

/** GET as JSON. */
export async function get<Reply>(server: ReviewServer, path: string): Promise<Reply> {
  const { body } = await ask(server, path, { headers: await signIn(server) });
  return JSON.parse(body.toString('utf8')) as Reply; // what the server says it is
}

/** POST of JSON. */
export async function post(server: ReviewServer, path: string, value: unknown): Promise<Answered> {
  const headers = { ...(await signIn(server)), 'content-type': 'application/json' };
  return ask(server, path, { method: 'POST', headers, body: JSON.stringify(value) });
}
