import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openPool } from '../../../pipeline/archive/pool.ts';
import { documentSchema } from '../../../pipeline/model/dataset.ts';
import { makeForm } from './forms.ts';
import { makeFolder } from './temporary-folder.ts';

const form = makeForm();
const folder = makeFolder({ 'a.html': form });
const pool = openPool({ jobs: 1 });
afterAll(() => pool.close());

const toSha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function audit(sha256: string, output: string): ReturnType<typeof pool.run> {
  const reading = { maxPages: 10, maxBytes: 1 << 20, join: true, ocr: 'auto', password: null } as const;
  const checking = { only: null, skip: [] };
  const file = join(folder, 'a.html');
  return pool.run(
    { kind: 'audit', file, path: 'x/a.html', sha256, output, reading, checking, corrections: [] },
    60_000,
  );
}

test('a document stands in the output, the reply is small and says what the run needs of it', async () => {
  const output = join(folder, 'good.json');
  const reply = await audit(toSha256(form), output);
  const document = documentSchema.parse(JSON.parse(readFileSync(output, 'utf8')));
  expect(reply).toMatchObject({ kind: 'done', documentId: toSha256(form), reports: 1, pages: 0 });
  expect(document.documentId).toBe(toSha256(form));
});

test('a file that was changed after it was hashed is a failure, and nothing is written', async () => {
  const output = join(folder, 'changed.json');
  expect(await audit(toSha256('before'), output)).toMatchObject({
    kind: 'failure',
    code: 'not-readable',
    message: { en: 'it was changed while it was read; run again' },
  });
  expect(existsSync(output)).toBe(false);
});
