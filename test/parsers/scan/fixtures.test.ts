import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditFile } from '../../../pipeline/audit-file.ts';
import type { Finding } from '../../../pipeline/model/finding.ts';

const FIXTURES = join(import.meta.dirname, '..', '..', '..', 'fixtures');

async function findingsOf(fixture: string, name: string): Promise<readonly Finding[]> {
  const settings = { maxPages: 10, password: null, join: true, ocr: 'auto', onFigure: null } as const;
  const checking = { path: name, only: null, skip: [] };
  const bytes = readFileSync(join(FIXTURES, fixture, name));
  return (await auditFile(bytes, { name, ...settings, ...checking })).findings;
}

const byId = (findings: readonly Finding[]) =>
  findings.map(({ findingId, severity, outcome }) => `${findingId} ${severity} ${outcome}`).sort();

describe('scans of a fixture, recognised', { timeout: 180_000 }, () => {
  it.each(['report.scan.tiff', 'worn.jpg'])('%s gives the findings of the DOCX', async (name) => {
    const expected = await findingsOf('score-cut-off', 'report.docx');
    expect(expected.length).toBeGreaterThan(1);
    expect(byId(await findingsOf('score-cut-off', name))).toEqual(byId(expected));
  });
});
