import { readLines } from '../read-lines.ts';
import type { PageIndex, ScorePoint } from './page-data.ts';

/** The check that works a report's total score out again from its parts. */
const TOTAL_SCORE_CHECK = 'S105';
/** Points of the chart; more cannot be told apart. */
const MAX_POINTS = 400;

/** Reads what came of every total score, and how often each check stayed open. */
export async function readScores(
  dir: string,
  {
    toFile,
    toReport,
    toRow,
  }: {
    toFile: (path: string) => number;
    toReport: (path: string, reportId: string) => number | null;
    toRow: (path: string, findingId: string) => number | null;
  },
): Promise<{ scores: PageIndex['scores']; openByCheck: ReadonlyMap<string, number> }> {
  const openByCheck = new Map<string, number>();
  const agreeing = new Map<number, number>();
  const differing: ScorePoint[] = [];
  let open = 0;
  const containing = ['"outcome":"open"', `"checkId":"${TOTAL_SCORE_CHECK}"`];
  for await (const result of readLines(dir, 'results', { containing })) {
    const { checkId, outcome, path, reportId, recorded, recomputed, findingId } = result;
    if (outcome === 'open') openByCheck.set(checkId, (openByCheck.get(checkId) ?? 0) + 1);
    if (checkId !== TOTAL_SCORE_CHECK || outcome === 'not-applicable') continue;
    const [printed, summed] = [findNumber(recorded), findNumber(recomputed)];
    if (printed === undefined || summed === undefined) open += 1;
    else if (outcome === 'pass') agreeing.set(Math.round(printed), (agreeing.get(Math.round(printed)) ?? 0) + 1);
    else {
      const report = reportId === null ? null : toReport(path, reportId);
      const row = findingId === null ? null : toRow(path, findingId);
      differing.push({ file: toFile(path), report, recorded: printed, recomputed: summed, row });
    }
  }
  return {
    scores: {
      agreeing: [...agreeing].sort(([a], [b]) => a - b),
      differing: differing.sort((a, b) => toGap(b) - toGap(a)).slice(0, MAX_POINTS),
      open,
    },
    openByCheck: new Map([...openByCheck].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

function toGap({ recorded, recomputed }: ScorePoint): number {
  return Math.abs(recorded - recomputed);
}

/** The first number of a printed figure, for a place on an axis only. */
function findNumber(text: string | null): number | undefined {
  const match = /\d+(?:\.\d+)?/.exec((text ?? '').normalize('NFKC').replaceAll(',', ''));
  return match === null ? undefined : Number(match[0]);
}
