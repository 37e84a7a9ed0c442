import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Finding, findingSchema } from '../../pipeline/model/finding.ts';

const expectedSchema = z.array(
  findingSchema
    .pick({ checkId: true, severity: true, outcome: true, recorded: true, recomputed: true })
    .extend({ what: z.string().optional() }),
);

/** Findings of an unchanged file against what a person wrote down after reading it. */
export interface Alarms {
  /** Found and not written down. */
  readonly unexpected: readonly Finding[];
  /** Written down and not found, as text. */
  readonly absent: readonly string[];
}

/** Compares with `findings.json` beside a fixture; a file without one has no expectation, and no alarm is false. */
export function findAlarms(findings: readonly Finding[], expectationPath: string): Alarms | null {
  if (!existsSync(expectationPath)) return null;
  const open = expectedSchema.parse(JSON.parse(readFileSync(expectationPath, 'utf8'))).map(judgementOf);
  const unexpected = findings.filter((finding) => {
    const at = open.indexOf(judgementOf(finding));
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
  return { unexpected, absent: open };
}

function judgementOf(finding: z.infer<typeof expectedSchema>[number]): string {
  const { checkId, severity, outcome, recorded, recomputed } = finding;
  return [checkId, severity, outcome, recorded ?? '-', recomputed ?? '-'].join(' ');
}
