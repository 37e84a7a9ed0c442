import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { renewView } from '../../../../pipeline/dataset/views.ts';
import { auditFixture, makeDataset, readFindings, VIEW_SETTINGS } from './make-dataset.ts';

/** What SARIF 2.1.0 asks of the objects written: required members, their types and the values they may have. */
const text = z.object({ text: z.string().min(1) }).strict();
const location = z
  .object({
    id: z.number().int().min(0).optional(),
    physicalLocation: z
      .object({
        artifactLocation: z
          .object({ uri: z.string().regex(/^[A-Za-z0-9\-._~!$&'()*+,;=@%/]+$/), uriBaseId: z.string() })
          .strict(),
        region: z
          .object({ startLine: z.number().int().min(1) })
          .strict()
          .optional(),
      })
      .strict(),
    logicalLocations: z
      .array(z.object({ name: z.string(), fullyQualifiedName: z.string(), kind: z.string() }).strict())
      .optional(),
    message: text.optional(),
    properties: z.record(z.string(), z.unknown()).optional(),
  })
  .strict();
const log = z
  .object({
    $schema: z.url(),
    version: z.literal('2.1.0'),
    runs: z.array(
      z
        .object({
          tool: z.object({
            driver: z
              .object({
                name: z.string(),
                language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
                rules: z.array(
                  z
                    .object({
                      id: z.string(),
                      name: z.string(),
                      shortDescription: text,
                      fullDescription: text,
                      help: text,
                      defaultConfiguration: z.object({ level: z.enum(['none', 'note', 'warning', 'error']) }).strict(),
                      properties: z.object({ tags: z.array(z.string()) }).strict(),
                    })
                    .strict(),
                ),
              })
              .strict(),
          }),
          columnKind: z.literal('utf16CodeUnits'),
          originalUriBaseIds: z.record(z.string(), z.object({ description: text }).strict()),
          results: z.array(
            z
              .object({
                ruleId: z.string(),
                ruleIndex: z.number().int().min(0),
                kind: z.enum(['fail', 'review']),
                level: z.enum(['none', 'note', 'warning', 'error']),
                message: text,
                locations: z.array(location).length(1),
                relatedLocations: z.array(location),
                partialFingerprints: z.record(z.string(), z.string()),
                suppressions: z
                  .array(
                    z
                      .object({
                        kind: z.enum(['inSource', 'external']),
                        status: z.literal('accepted'),
                        justification: z.string(),
                      })
                      .strict(),
                  )
                  .optional(),
                properties: z.record(z.string(), z.unknown()),
              })
              .strict(),
          ),
        })
        .strict(),
    ),
  })
  .strict();

describe('findings.sarif', async () => {
  const odd = { ...(await auditFixture('total-over-rows/report.txt')), path: '附件 1/a:b#%?.txt' };
  const dir = await makeDataset([odd, await auditFixture('rate-in-table-differs/report.html')]);
  const findings = readFindings(dir);
  const first = findings.find(({ path }) => path.endsWith('.html'));
  writeFileSync(
    join(dir, 'decisions.jsonl'),
    `${JSON.stringify({ path: first?.path, findingId: first?.findingId, decision: 'dismissed', reason: '另有说明', correction: null, by: '甲', at: '2024-01-02T03:04:05Z' })}\n`,
  );
  const file = await renewView(dir, { format: 'sarif', ...VIEW_SETTINGS });
  const written = readFileSync(file, 'utf8');
  const [run] = log.parse(JSON.parse(written)).runs;

  test('has a result for every finding, under the rule of its check', () => {
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(VIEW_SETTINGS.checks.map(({ id }) => id));
    expect(
      run?.results.map(({ ruleId, ruleIndex, level, partialFingerprints }) => [
        ruleId,
        rules[ruleIndex]?.id,
        level,
        partialFingerprints,
      ]),
    ).toEqual(
      findings.map(({ checkId, severity, outcome, findingId }) => [
        checkId,
        checkId,
        outcome === 'review' ? 'none' : severity,
        { findingId },
      ]),
    );
  });

  test('names files by a relative URI and places without lines by name', () => {
    const [result] = run?.results.slice(-1) ?? [];
    const uri = result?.locations[0]?.physicalLocation.artifactLocation.uri ?? '';
    expect([uri, decodeURIComponent(uri)]).toEqual(['%E9%99%84%E4%BB%B6%201/a%3Ab%23%25%3F.txt', odd.path]);
    expect(new URL(uri, 'file:///root/').pathname.startsWith('/root/')).toBe(true);
    expect(result?.locations[0]?.logicalLocations?.[0]?.name).toBe(findings.at(-1)?.locator);
    expect(result?.locations[0]?.physicalLocation.region?.startLine).toBe(findings.at(-1)?.sources[0]?.line);
  });

  test('marks what people dismissed as suppressed', () => {
    const suppressed = run?.results.filter(({ suppressions }) => suppressions !== undefined && suppressions.length > 0);
    expect(suppressed?.map(({ partialFingerprints, suppressions }) => [partialFingerprints, suppressions])).toEqual([
      [{ findingId: first?.findingId }, [{ kind: 'external', status: 'accepted', justification: '另有说明 (甲)' }]],
    ]);
  });

  test('is the same bytes again', async () => {
    await renewView(dir, { format: 'sarif', ...VIEW_SETTINGS });
    expect(readFileSync(file, 'utf8')).toBe(written);
  });
});
