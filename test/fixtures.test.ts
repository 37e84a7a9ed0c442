import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditFile } from '../pipeline/audit-file.ts';
import type { Finding } from '../pipeline/model/finding.ts';

/** A finding a person wrote down after reading the fixture; `what` says why. */
interface Expected extends Pick<Finding, 'checkId' | 'severity' | 'outcome' | 'recorded' | 'recomputed'> {
  readonly what: string;
}

const ROOT = join(import.meta.dirname, '..', 'fixtures');
const cases = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

describe.each(cases)('%s', (name) => {
  const folder = join(ROOT, name);
  const forms = readdirSync(folder)
    .filter((file) => /^report\.([a-z0-9-]+\.)?(html|docx|xlsx|txt|pdf)$/.test(file))
    .sort();
  const expected: readonly Expected[] = JSON.parse(readFileSync(join(folder, 'findings.json'), 'utf8'));

  test.each(forms)('%s gives the findings written down, no more and no fewer', async (form) => {
    const findings = await findingsOf(join(folder, form), form);
    expect(findings.map(judged).sort(byText)).toEqual(expected.map(judged).sort(byText));
  });

  test('every form of the report gives the same findings, by identity', async () => {
    const all = await Promise.all(forms.map((form) => findingsOf(join(folder, form), form)));
    const ids = all.map((findings) => findings.map(({ findingId }) => findingId).sort());
    expect(ids).toEqual(ids.map(() => ids[0]));
  });
});

async function findingsOf(path: string, name: string): Promise<readonly Finding[]> {
  const settings = { name, maxPages: 100, password: null, join: true, ocr: 'never', onFigure: null } as const;
  const document = await auditFile(readFileSync(path), { ...settings, path: name, only: null, skip: [] });
  return document.findings;
}

function judged({
  checkId,
  severity,
  outcome,
  recorded,
  recomputed,
}: Pick<Finding, keyof Expected & keyof Finding>): string {
  return [checkId, severity, outcome, recorded, recomputed ?? '-'].join(' ');
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
