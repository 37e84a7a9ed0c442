import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findVanished } from '../dataset/decisions.ts';
import type { Message } from '../model/source.ts';
import { RequestError, readJson, send, sendError, sendFile, sendJson } from './answer.ts';
import type { DecideRequest, SessionReply, VanishedReply } from './api.ts';
import { listAssets } from './assets.ts';
import { DecisionError, decide, decideRequestSchema } from './decide.ts';
import { type CheckingOfRun, createDocumentStore } from './document-store.ts';
import { type OpenDataset, openDataset } from './findings-of-dataset.ts';
import { createGuard, type Guard } from './guard.ts';
import { type ListQuery, listFindings } from './list-findings.ts';
import { toPage } from './page-html.ts';
import { createPictures } from './page-picture.ts';
import { showFinding } from './show-finding.ts';
import { createSourceFiles } from './source-files.ts';

export interface ReviewSettings {
  /** Folder of the dataset. */
  readonly dir: string;
  /** Folder that its paths are relative to; null: not known. */
  readonly root: string | null;
  /** 0: any that is free. */
  readonly port: number;
  readonly by: string;
  readonly language: 'zh' | 'en';
  readonly checking: CheckingOfRun;
  /** Titles of checks by id. */
  readonly checks: Readonly<Record<string, Message>>;
}

export interface ReviewServer {
  /** Address with the token, for the browser. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a dataset to the browser of this machine; throws DatasetError, or the system's error where the port is taken. */
export async function startReview(settings: ReviewSettings): Promise<ReviewServer> {
  const { dir, checking, port } = settings;
  const store = createDocumentStore(dir, checking);
  const opened = await openDataset(dir, store);
  const server = createServer({ requestTimeout: 60_000, headersTimeout: 10_000 });
  try {
    const address = await listen(server, port);
    const guard = createGuard(address.port);
    const answer = createAnswer({ settings, opened, store, guard });
    server.on('request', (request, response) => {
      answer(request, response).catch((error: unknown) => explain(response, error));
    });
    return {
      url: `http://127.0.0.1:${address.port}/?token=${guard.token}`,
      async close() {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        await closed;
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function listen(server: Server, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // Requests wait for their answer until `request` is listened to, which is at once.
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo); // of a server that listens on a port
    });
  });
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function createAnswer({
  settings,
  opened,
  store,
  guard,
}: {
  settings: ReviewSettings;
  opened: OpenDataset;
  store: ReturnType<typeof createDocumentStore>;
  guard: Guard;
}): Answer {
  const { dir, root, by, language, checks } = settings;
  const assets = listAssets();
  const sources = createSourceFiles(root);
  const readPicture = createPictures();

  async function sendSource(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const [, documentId = '', page] = /^\/api\/source\/([0-9a-f]{64})(?:\/([1-9]\d{0,4})\.png)?$/.exec(path) ?? [];
    const dataset = await opened.now();
    const paths = dataset.pathsOf.get(documentId) ?? [];
    const [first] = paths;
    const format = first === undefined ? undefined : dataset.files.get(first)?.format;
    if (format !== (page === undefined ? 'pdf' : 'image')) throw notFound();
    const found = await sources.find(documentId, paths);
    if (found.state !== 'same') throw notFound();
    if (page === undefined) return sendFile(request, response, { ...found, mediaType: 'application/pdf' });
    const picture = await readPicture(found.file, Number(page));
    if (picture === undefined) throw notFound();
    send(response, { mediaType: 'image/png', body: picture });
  }

  async function answerGet(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname, searchParams } = url;
    const asset = assets.get(pathname);
    if (asset !== undefined) return send(response, { mediaType: asset.mediaType, body: await asset.read() });
    if (pathname.startsWith('/api/source/')) return sendSource(request, response, pathname);
    switch (pathname) {
      case '/api/session':
        return sendJson(response, { language, dir, by, checks } satisfies SessionReply);
      case '/api/findings':
        return sendJson(response, listFindings(await opened.now(), toListQuery(searchParams)));
      case '/api/finding': {
        const key = { path: searchParams.get('path') ?? '', findingId: searchParams.get('findingId') ?? '' };
        const reply = await showFinding(await opened.now(), { key, store, sources });
        if (reply === undefined) throw notFound();
        return sendJson(response, reply);
      }
      case '/api/vanished': {
        const { decisions, ordered } = await opened.now();
        return sendJson(response, { decisions: [...findVanished(decisions, ordered)] } satisfies VanishedReply);
      }
      default:
        throw notFound();
    }
  }

  return async (request, response) => {
    if (!guard.isOurs(request)) throw refused();
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const { method } = request;
    const isRead = method === 'GET' || method === 'HEAD';
    if (url.pathname === '/' && isRead && guard.hasToken(url)) {
      const headers = { 'set-cookie': guard.cookie };
      return send(response, { mediaType: 'text/html; charset=utf-8', body: toPage(language), headers });
    }
    if (!guard.hasCookie(request) || !guard.isFromOurPage(request)) throw refused();
    if (url.pathname === '/' && isRead) {
      return send(response, { mediaType: 'text/html; charset=utf-8', body: toPage(language) });
    }
    if (url.pathname === '/api/decisions') {
      if (method !== 'POST') throw wrongMethod();
      const parsed = decideRequestSchema.safeParse(await readJson(request));
      if (!parsed.success)
        throw new RequestError(400, { zh: '请求的内容不对', en: 'the request is not of the right form' });
      const decided: DecideRequest = parsed.data;
      return sendJson(response, await decide(opened, { request: decided, dir, by, store }));
    }
    if (!isRead) throw wrongMethod();
    return answerGet(request, response, url);
  };
}

function toListQuery(parameters: URLSearchParams): ListQuery {
  const get = (name: string): string => parameters.get(name) ?? '';
  const toCount = (name: string): number => (/^\d{1,9}$/.test(get(name)) ? Number(get(name)) : 0);
  const findingId = get('findingId');
  return {
    severity: get('severity'),
    outcome: get('outcome'),
    check: get('check'),
    state: get('state'),
    file: get('file'),
    search: get('search'),
    from: toCount('from'),
    count: toCount('count'),
    find: findingId === '' ? null : { path: get('path'), findingId },
  };
}

function notFound(): RequestError {
  return new RequestError(404, { zh: '没有这个内容', en: 'there is no such thing here' });
}

function wrongMethod(): RequestError {
  return new RequestError(405, { zh: '不支持这种请求', en: 'this method is not supported' });
}

function refused(): RequestError {
  return new RequestError(403, {
    zh: '请用终端里打印的完整地址打开',
    en: 'open the whole address that was printed in the terminal',
  });
}

/** Tells the browser in one line; the details of a fault of ours stay here. */
function explain(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  if (error instanceof RequestError) {
    // What is left of a refused body is not read.
    if (error.status === 413) response.setHeader('connection', 'close');
    sendError(response, error.status, { zh: error.zh, en: error.message });
  } else if (error instanceof DecisionError) sendError(response, 409, { zh: error.zh, en: error.message });
  else if (error instanceof Error && 'zh' in error && typeof error.zh === 'string') {
    sendError(response, 500, { zh: error.zh, en: error.message }); // DatasetError
  } else {
    const reason = error instanceof Error ? error.message : String(error);
    sendError(response, 500, { zh: `程序出错：${reason}`, en: `a fault of this program: ${reason}` });
  }
}
