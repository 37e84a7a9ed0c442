import type { Summary } from '../model/dataset.ts';
import type { Severity } from '../model/finding.ts';

export type FailOn = 'error' | 'warning' | 'never';

export const EXIT = { none: 0, findings: 1, different: 1, usage: 2, unread: 3, interrupted: 130 } as const;

const COUNTED: Readonly<Record<FailOn, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  never: [],
};

/**
 * The exit code of a run: 1 with findings at or above `failOn` (doubtful and dismissed ones never count), else 3 where some file could
 * not be read, else 0. With `never`, findings of any kind stand in for the 1 that is not wanted: 3 only without any.
 */
export function toExitCode(
  { coverage, findings, dismissed }: Pick<Summary, 'coverage' | 'findings' | 'dismissed'>,
  failOn: FailOn,
): number {
  if (COUNTED[failOn].some((severity) => findings[severity] > dismissed[severity])) return EXIT.findings;
  const hasAny = Object.values(findings).some((count) => count > 0);
  if (coverage.failed > 0 && !(failOn === 'never' && hasAny)) return EXIT.unread;
  return EXIT.none;
}
