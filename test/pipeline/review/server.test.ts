import { createHash } from 'node:crypto';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FindingReply, ListReply } from '../../../pipeline/review/api.ts';
import { createSourceFiles } from '../../../pipeline/review/source-files.ts';
import { makeForm } from '../archive/forms.ts';
import { makeFolder } from '../archive/temporary-folder.ts';
import { ask, get, post, signIn } from './client.ts';
import { auditFiles, review } from './review-of.ts';

const audited = await auditFiles({ 'sub/form.html': makeForm({ rate: '81.62%' }), 'secret.txt': '保密' });
const server = await review(audited);
const { search, port } = new URL(server.url);

describe('who may ask', () => {
  const API = '/api/findings?count=10';

  test('the address with the token gives the page and a cookie that scripts and other sites cannot use', async () => {
    const { status, headers, body } = await ask(server, `/${search}`);
    expect(status).toBe(200);
    expect(headers['set-cookie']?.[0]).toMatch(/^hedui-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
    expect(headers).not.toHaveProperty('access-control-allow-origin');
    expect(body.toString('utf8')).not.toMatch(/<script>|style=|onclick/);
  });

  test.each([
    ['without a token', '/', {}],
    ['with another token', `/${search.slice(0, -1)}${search.endsWith('A') ? 'B' : 'A'}`, {}],
    ['with a token that is too short', '/?token=', {}],
    ['for data with a token in place of the cookie', `${API}&${search.slice(1)}`, {}],
    ['for a script without the cookie', '/page/main.js', {}],
    ['with the cookie of another server', API, { cookie: `hedui-${port}=${'x'.repeat(43)}` }],
  ])('nobody %s', async (_, path, headers) => {
    expect((await ask(server, path, { headers })).status).toBe(403);
  });

  test.each([
    ['a name that was made to point here', { host: `evil.example:${port}` }],
    ['another port', { host: '127.0.0.1:1' }],
    ['a page of another server', { origin: 'http://127.0.0.1:1' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of another port of this host', { 'sec-fetch-site': 'same-site' }],
  ])('not %s', async (_, headers) => {
    const signedIn = await signIn(server);
    expect((await ask(server, API, { headers: { ...signedIn, ...headers } })).status).toBe(403);
    expect((await ask(server, API, { headers: signedIn })).status).toBe(200);
  });
});

describe('what is given out', () => {
  test.each([
    '/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/page/..%2f..%2fserver.ts',
    '/page/../server.ts',
    '/page/%2e%2e/server.ts',
    '/pdfjs/../package.json',
    '/decisions.jsonl',
    '/api/source/secret.txt',
    '/api/source/..%2fsecret.txt',
    `/api/source/${'0'.repeat(64)}`,
    '/api/finding?path=nowhere&findingId=1',
    '/api/finding?path=..%2fsecret.txt&findingId=1',
  ])('not %s', async (path) => {
    const { status, headers, body } = await ask(server, path, { headers: await signIn(server) });
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(body.toString('utf8')).not.toContain('保密');
  });

  test('no source file that is no PDF or picture, even of the dataset', async () => {
    const [finding] = audited.findings;
    const headers = await signIn(server);
    const { status } = await ask(server, `/api/source/${finding?.documents[0]}`, { headers });
    expect(status).toBe(404);
  });

  test('the modules of the page and of pdf.js', async () => {
    const headers = await signIn(server);
    for (const path of [
      '/page/main.js',
      '/style.css',
      '/pdfjs/legacy/build/pdf.worker.min.mjs',
      '/pdfjs/cmaps/UniGB-UCS2-H.bcmap',
    ]) {
      const { status, headers: answered } = await ask(server, path, { headers });
      expect([path, status, answered['x-content-type-options']]).toEqual([path, 200, 'nosniff']);
    }
  });
});

describe('decisions', () => {
  const [finding] = audited.findings;
  const decision = {
    path: finding?.path,
    findingId: finding?.findingId,
    decision: 'accepted',
    reason: '',
    correction: null,
  };

  test.each([
    ['a wrong method', '/api/decisions', { method: 'PUT', body: JSON.stringify(decision) }, 405],
    ['reading it', '/api/decisions', {}, 405],
    ['writing elsewhere', '/api/findings', { method: 'POST', body: '{}' }, 405],
    [
      'what is not said to be JSON',
      '/api/decisions',
      { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify(decision) },
      415,
    ],
    ['what is no JSON', '/api/decisions', { method: 'POST', body: '{' }, 400],
    ['unknown fields', '/api/decisions', { method: 'POST', body: JSON.stringify({ ...decision, by: '别人' }) }, 400],
    [
      'too much',
      '/api/decisions',
      { method: 'POST', body: JSON.stringify({ ...decision, reason: '长'.repeat(30_000) }) },
      413,
    ],
    [
      'too long a reason',
      '/api/decisions',
      { method: 'POST', body: JSON.stringify({ ...decision, reason: '长'.repeat(3000) }) },
      400,
    ],
    [
      'a dismissal without a reason',
      '/api/decisions',
      { method: 'POST', body: JSON.stringify({ ...decision, decision: 'dismissed', reason: ' ' }) },
      409,
    ],
    [
      'an unknown finding',
      '/api/decisions',
      { method: 'POST', body: JSON.stringify({ ...decision, findingId: 'f' }) },
      409,
    ],
    [
      'a correction without a text',
      '/api/decisions',
      { method: 'POST', body: JSON.stringify({ ...decision, decision: 'corrected' }) },
      409,
    ],
  ])('refuse %s', async (_, path, asked, status) => {
    const headers = {
      'content-type': 'application/json',
      ...(await signIn(server)),
      ...('headers' in asked ? asked.headers : {}),
    };
    expect((await ask(server, path, { ...asked, headers })).status).toBe(status);
  });

  test('refuse a correction of a place that the finding does not cite', async () => {
    const documentId = finding?.documents[0];
    const correction = { documentId, tableId: 't1', row: 0, col: 0, blockId: null, to: '别的项目' };
    expect((await post(server, '/api/decisions', { ...decision, decision: 'corrected', correction })).status).toBe(409);
  });

  test('are seen at once, with who made them and when, and filter the list', async () => {
    expect((await post(server, '/api/decisions', decision)).status).toBe(200);
    const accepted = await get<ListReply>(server, '/api/findings?count=10&state=accepted');
    expect(accepted.rows.map(({ findingId }) => findingId)).toEqual([finding?.findingId]);
    expect(accepted.counts.state).toEqual({
      undecided: audited.findings.length - 1,
      accepted: 1,
      dismissed: 0,
      corrected: 0,
    });
    const shown = await get<FindingReply>(
      server,
      `/api/finding?${new URLSearchParams({ path: finding?.path ?? '', findingId: finding?.findingId ?? '' })}`,
    );
    expect(shown.history).toEqual([{ ...decision, by: '复核员', at: expect.stringMatching(/^\d{4}-.*Z$/) }]);
  });
});

describe('source files', () => {
  const PDF = Buffer.from('%PDF-1.4 made up');

  test('are given out whole or in part only as they were read, and only beneath the root', async () => {
    const outside = makeFolder({ 'x.pdf': PDF });
    const root = makeFolder({ 'folder/a.txt': '' });
    symlinkSync(join(outside, 'x.pdf'), join(root, 'link.pdf'));
    const sources = createSourceFiles(root);
    const documentId = createHash('sha256').update(PDF).digest('hex');
    const states = async (path: string) => (await sources.find(documentId, [path])).state;
    writeFileSync(join(root, 'same.pdf'), PDF);
    writeFileSync(join(root, 'changed.pdf'), 'other');
    expect({
      same: await states('same.pdf'),
      changed: await states('changed.pdf'),
      missing: await states('none.pdf'),
      folder: await states('folder'),
      link: await states('link.pdf'),
      above: await states('../x.pdf'),
      archive: await states('a.zip!/x.pdf'),
    }).toEqual({
      same: 'same',
      changed: 'changed',
      missing: 'missing',
      folder: 'missing',
      link: 'outside',
      above: 'missing',
      archive: 'outside',
    });
    expect((await sources.find(documentId, ['none.pdf', 'changed.pdf', 'same.pdf'])).state).toBe('same');
  });
});
