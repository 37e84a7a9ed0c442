import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashFile, readBytes, toNotReadable } from '../../../pipeline/archive/read-bytes.ts';
import { makeFolder } from './temporary-folder.ts';

const folder = makeFolder({ 'a.txt': '绩效', 'empty.txt': '' });

test('a file is read whole and hashed', async () => {
  const content = Buffer.from('绩效');
  expect(Buffer.from(await readBytes(join(folder, 'a.txt'), 6))).toEqual(content);
  expect(await hashFile(join(folder, 'a.txt'), 6)).toEqual({
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: 6,
  });
});

test('an empty file is read: saying that it is empty is the matter of a reader', async () => {
  expect(await readBytes(join(folder, 'empty.txt'), 1)).toEqual(new Uint8Array());
});

describe.each([
  ['read', readBytes],
  ['hashed', hashFile],
])('what cannot be %s', (_, read) => {
  test('too large a file', async () => {
    await expect(read(join(folder, 'a.txt'), 5)).rejects.toMatchObject({ code: 'too-large' });
  });

  test('a folder', async () => {
    await expect(read(folder, 100)).rejects.toMatchObject({ code: 'not-readable' });
  });

  test('a file that has vanished', async () => {
    await expect(read(join(folder, 'gone.txt'), 100)).rejects.toMatchObject({ code: 'not-readable' });
  });

  test('a link to itself', async () => {
    const link = join(folder, `loop-${read.name}`);
    symlinkSync(link, link);
    await expect(read(link, 100)).rejects.toMatchObject({ code: 'not-readable' });
  });

  test.skipIf(process.platform === 'win32')('a pipe nobody writes to does not hold us', async () => {
    const pipe = join(folder, `pipe-${read.name}`);
    execFileSync('mkfifo', [pipe]);
    await expect(read(pipe, 100)).rejects.toMatchObject({ code: 'not-readable' });
  });
});

test('missing rights are named, whoever runs the test', () => {
  const error = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  expect(toNotReadable(error)).toMatchObject({
    code: 'not-readable',
    message: 'no permission to read it; change its rights and try again',
    zh: '没有读取权限；请更改权限后再试',
  });
});
