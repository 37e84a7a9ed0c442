import type { Finding, Severity } from '../../model/finding.ts';
import type { Decisions } from '../decisions.ts';
import { toReadAs } from '../evidence/read-as.ts';
import { readLines } from '../read-lines.ts';
import { WORDS_OF_FINDINGS as WORDS } from '../report/words-of-findings.ts';
import type { Cell } from './book.ts';
import { toNumberCell, toPrintedCell } from './figure-cell.ts';
import { emptyInputs, type SheetContext, toColumns, toEvidenceCell } from './sheet-context.ts';
import { SHEETS } from './words.ts';

const COLUMNS = [
  ['reference', 9],
  ['severity', 7],
  ['check', 8],
  ['file', 26],
  ['place', 20],
  ['recorded', 13],
  ['recomputed', 13],
  ['difference', 11],
  ['message', 52],
  ['evidence', 7],
  ['decision', 10],
  ['reason', 18],
  ['preparer', 9],
  ['reviewer', 9],
  ['date', 11],
  ['checkTitle', 26],
  ['subject', 30],
  ['rounding', 18],
  ['formula', 36],
  ['readAs', 22],
  ['cause', 14],
  ['basis', 44],
  ['by', 11],
  ['at', 21],
  ['findingId', 22],
] as const;

const PRINTED = 15;
const SEVERITY_ORDER: readonly Severity[] = ['error', 'warning', 'note'];

/** 问题清单 or 存疑: the findings of one outcome, the gravest first, each as in findings.jsonl. */
export async function writeFindingsSheet(context: SheetContext, outcome: Finding['outcome']): Promise<void> {
  const { book, dir, language } = context;
  const sheet = book.addSheet({
    name: SHEETS[outcome === 'review' ? 'review' : 'findings'][language],
    columns: toColumns(language, COLUMNS),
    printed: PRINTED,
    frozen: 3,
  });
  for (const severity of SEVERITY_ORDER) {
    for await (const finding of readLines(dir, 'findings', { containing: [`"outcome":"${outcome}"`] })) {
      if (finding.severity !== severity || finding.outcome !== outcome) continue;
      await sheet.addRow(toCells(finding, context));
    }
  }
  await sheet.finish();
}

function toCells(finding: Finding, { language, decisions, toTitle, findFinding }: SheetContext): readonly Cell[] {
  const { severity, checkId, path, locator, recorded, recomputed, message, rounding, formula, cause } = finding;
  const decision = decisions.find(finding);
  const [reference, preparer, reviewer, date] = emptyInputs(4);
  return [
    reference ?? null,
    { value: WORDS.severity[severity][language], tone: severity },
    checkId,
    path,
    locator,
    toPrintedCell(recorded),
    toPrintedCell(recomputed),
    toDifferenceCell(finding),
    message[language],
    toEvidenceCell(findFinding(finding)?.anchor, language),
    decision === undefined ? null : WORDS.decision[decision.decision][language],
    decision?.reason ?? null,
    preparer ?? null,
    reviewer ?? null,
    date ?? null,
    toTitle(checkId)?.[language] ?? null,
    finding.subject,
    rounding === null ? null : WORDS.rounding[rounding][language],
    formula,
    toCorrected(finding, decisions),
    WORDS.cause[cause][language],
    finding.basis[language],
    decision?.by ?? null,
    decision?.at ?? null,
    finding.findingId,
  ];
}

/** What people corrected among the figures it rests on: as read → as it stands on the page. */
function toCorrected({ path, sources }: Finding, decisions: Decisions): string | null {
  const corrected = sources.flatMap((source) => {
    const corrections = decisions.correctionsOf({ documentId: source.documentId, paths: [path] });
    const readAs = corrections.length === 0 ? null : toReadAs(source, corrections);
    return readAs === null ? [] : [`${readAs} → ${source.text}`];
  });
  return corrected.length === 0 ? null : [...new Set(corrected)].join('\n');
}

/** In per cent where the recomputed figure is, and to its digits. */
function toDifferenceCell({ difference, recomputed }: Finding): Cell {
  if (difference === null || !/^-?\d+(?:\.\d+)?$/.test(difference)) return difference;
  const least = recomputed?.replace('%', '').split('.')[1]?.length ?? 0;
  return toNumberCell(difference, { isPercent: recomputed?.endsWith('%') === true, least });
}
