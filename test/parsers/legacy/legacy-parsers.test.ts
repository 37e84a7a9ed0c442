import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parseFile } from '../../../parsers/index.ts';
import { convertFile, findOffice } from '../../../parsers/legacy/office-program.ts';
import { auditFile } from '../../../pipeline/audit-file.ts';
import { ReadFailure } from '../../../pipeline/model/failure.ts';

const FIXTURE = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'rate-in-table-differs');
const program = findOffice() ?? '';

async function failureOf(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
    return 'read';
  } catch (error) {
    if (error instanceof ReadFailure && error.zh !== '' && error.message !== '') return error.code;
    throw error;
  }
}

async function audit(bytes: Uint8Array) {
  const reading = { name: 'a', maxPages: 100, password: null, join: true, ocr: 'never', onFigure: null } as const;
  const document = await auditFile(bytes, { ...reading, path: 'a', only: null, skip: [] });
  return { ...document, findingIds: document.findings.map(({ findingId }) => findingId).sort() };
}

describe.skipIf(findOffice() === null)('files that LibreOffice converts', () => {
  test.each([
    ['doc', 'docx'],
    ['rtf', 'docx'],
    ['xls', 'xlsx'],
  ])(
    '.%s gives the findings of the .%s it was made from, and says how it was read',
    { timeout: 120_000 },
    async (to, from) => {
      const original = new Uint8Array(readFileSync(join(FIXTURE, `report.${from}`)));
      const legacy = await convertFile(original, { program, from, to });
      const document = await audit(legacy);
      expect([document.source.format, document.source.bytes, document.notes[0]?.code]).toEqual([
        to,
        legacy.length,
        'converted-before-reading',
      ]);
      expect(document.findingIds).toEqual((await audit(original)).findingIds);
    },
  );

  test('what it makes nothing of is corrupt', { timeout: 60_000 }, async () => {
    const header = Buffer.alloc(512);
    header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    const entry = Buffer.alloc(128);
    entry.write('WordDocument', 0, 'utf16le');
    entry.writeUInt16LE(26, 64);
    entry.writeUInt8(2, 66);
    expect(await failureOf(parseFile(new Uint8Array(Buffer.concat([header, entry])), { name: 'a.doc' }))).toBe(
      'corrupt',
    );
  });
});

describe.skipIf(process.platform === 'win32')('a converter', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hedui-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function script(name: string, text: string): string {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  test('that does not end is ended with what it started', async () => {
    const pidFile = join(folder, 'pid');
    const slow = script('slow', `sleep 600 &\necho $! > ${pidFile}\nwait`);
    const input = new Uint8Array([1]);
    expect(await failureOf(convertFile(input, { program: slow, from: 'doc', to: 'docx', timeLimitMs: 1500 }))).toBe(
      'timeout',
    );
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  test.each([
    ['that fails', 'exit 3'],
    ['that makes nothing', 'exit 0'],
  ])('%s gives a failure', async (name, text) => {
    const input = new Uint8Array([1]);
    expect(
      await failureOf(convertFile(input, { program: script(name.replace(/\s/g, '-'), text), from: 'doc', to: 'docx' })),
    ).toBe('corrupt');
  });

  test('that is not there gives a failure', async () => {
    const program = join(folder, 'none');
    expect(await failureOf(convertFile(new Uint8Array([1]), { program, from: 'doc', to: 'docx' }))).toBe('corrupt');
  });
});

/** A process that has ended and was not yet waited for by its new parent does not run any more. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
