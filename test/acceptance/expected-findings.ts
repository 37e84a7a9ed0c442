import type { Finding, Severity } from '../../pipeline/model/finding.ts';

/** A finding that has to be reported, of expected/seeds.json. */
export interface Must {
  readonly id: string;
  readonly doc: string;
  readonly severity: readonly Severity[];
  readonly checks: readonly string[];
  /** Every entry must stand in the finding; "|" separates alternatives. */
  readonly cites: readonly string[];
  readonly what: string;
}

/** A finding that is true as well, up to a severity. */
export interface May {
  readonly id: string;
  readonly doc: string;
  readonly severity: Severity;
  readonly cites: readonly string[];
  readonly what: string;
}

export interface Expected {
  readonly must: readonly Must[];
  readonly may: readonly May[];
}

const RANK: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/** Which expected findings of one document were reported, and which reported errors and warnings nobody expected. */
export function scoreFindings(
  expected: Expected,
  { doc, findings }: { doc: string; findings: readonly Finding[] },
): { found: string[]; missing: string[]; beyond: Finding[] } {
  const musts = expected.must.filter((must) => must.doc === doc);
  const mays = expected.may.filter((may) => may.doc === doc);
  const isMust = (must: Must, finding: Finding) =>
    must.checks.includes(finding.checkId) && must.severity.includes(finding.severity) && citesAll(must.cites, finding);
  const isMay = (may: May, finding: Finding) =>
    RANK[finding.severity] <= RANK[may.severity] && citesAll(may.cites, finding);
  const found = musts.filter((must) => findings.some((finding) => finding.outcome === 'fail' && isMust(must, finding)));
  const beyond = findings.filter(
    (finding) =>
      finding.severity !== 'note' &&
      !musts.some((must) => isMust(must, finding)) &&
      !mays.some((may) => isMay(may, finding)),
  );
  return {
    found: found.map(({ id }) => id),
    missing: musts.filter((must) => !found.includes(must)).map(({ id }) => id),
    beyond,
  };
}

function citesAll(cites: readonly string[], finding: Finding): boolean {
  const text = [
    finding.subject,
    finding.message.zh,
    finding.message.en,
    finding.recorded,
    finding.recomputed,
    finding.formula,
    finding.locator,
    ...finding.sources.map((source) => source.text),
  ].join(' ');
  return cites.every((cite) => cite.split('|').some((alternative) => text.includes(alternative)));
}
