import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { toDocumentFile } from '../../../pipeline/dataset/dataset-files.ts';
import { writeDataset } from '../../../pipeline/dataset/write-dataset.ts';
import type { FindingReply, ListReply } from '../../../pipeline/review/api.ts';
import { makeFolder } from '../archive/temporary-folder.ts';
import { makeDocument } from '../dataset/sample-document.ts';
import { ask, get, signIn } from './client.ts';
import { readFindings, review } from './review-of.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');

/** A dataset of one file as if it had been recognised. */
async function makeScan(name: string, bytes: Uint8Array, format: 'image' | 'pdf') {
  const root = makeFolder({ [name]: bytes });
  const dir = join(root, 'out');
  const documentId = createHash('sha256').update(bytes).digest('hex');
  const file = toDocumentFile(dir, documentId);
  const source = { name, sha256: documentId, bytes: bytes.length, format, pageCount: 1 };
  const document = makeDocument(documentId, { source });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({ ...document, findings: document.findings.map((each) => ({ ...each, path: name })) }),
  );
  await writeDataset(dir, {
    outcomes: [{ path: name, documentId }],
    locate: () => '',
    across: () => ({ results: [], findings: [] }),
  });
  return { audited: { root, dir, findings: readFindings(dir) }, documentId };
}

test('a page of a TIFF is given out as PNG, and no page that it has not', async () => {
  const tiff = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#ffffff' } })
    .tiff({ compression: 'lzw' })
    .toBuffer();
  const { audited, documentId } = await makeScan('scan.tif', tiff, 'image');
  const server = await review(audited);
  const headers = await signIn(server);
  const { status, headers: answered, body } = await ask(server, `/api/source/${documentId}/1.png`, { headers });
  expect([status, answered['content-type']]).toEqual([200, 'image/png']);
  expect(await sharp(body).metadata()).toMatchObject({ width: 60, height: 40, format: 'png' });
  expect((await ask(server, `/api/source/${documentId}/2.png`, { headers })).status).toBe(404);
  expect((await ask(server, `/api/source/${documentId}`, { headers })).status).toBe(404);
});

test('a PDF is given out whole or in part while it is what was read; then the page is told that it changed', async () => {
  const bytes = readFileSync(join(FIXTURES, 'parts-in-prose', 'report.ruled.pdf'));
  const { audited, documentId } = await makeScan('a.pdf', bytes, 'pdf');
  const server = await review(audited);
  const headers = await signIn(server);
  const address = `/api/source/${documentId}`;
  const whole = await ask(server, address, { headers });
  expect([whole.status, whole.headers['accept-ranges'], whole.body.equals(bytes)]).toEqual([200, 'bytes', true]);
  const part = await ask(server, address, { headers: { ...headers, range: 'bytes=5-9' } });
  expect([part.status, part.headers['content-range']]).toEqual([206, `bytes 5-9/${bytes.length}`]);
  expect(part.body.equals(bytes.subarray(5, 10))).toBe(true);
  const tail = await ask(server, address, { headers: { ...headers, range: 'bytes=-4' } });
  expect(tail.body.equals(bytes.subarray(-4))).toBe(true);
  expect((await ask(server, address, { headers: { ...headers, range: 'bytes=99999999-' } })).status).toBe(416);

  const [row] = (await get<ListReply>(server, '/api/findings?count=1')).rows;
  const query = new URLSearchParams({ path: row?.path ?? '', findingId: row?.findingId ?? '' });
  const states = async () => {
    const { documents } = await get<FindingReply>(server, `/api/finding?${query}`);
    return documents.map(({ kind, state }) => [kind, state]);
  };
  expect(await states()).toEqual([['pdf', 'same']]);
  writeFileSync(join(audited.root, 'a.pdf'), 'other');
  expect(await states()).toEqual([['pdf', 'changed']]);
  expect((await ask(server, address, { headers })).status).toBe(404);
});
