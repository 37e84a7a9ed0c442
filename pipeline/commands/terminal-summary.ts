import type { OnFile } from '../dataset/write-dataset.ts';
import type { Summary } from '../model/dataset.ts';
import type { FailureCode } from '../model/failure.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Message } from '../model/source.ts';
import { type Language, type Paint, toPlain, toPrintable } from './terminal.ts';

/** Findings shown of one file and of a run before the rest is only counted. */
const SHOWN_PER_FILE = 20;
const SHOWN = 100;

/** Files listed before the rest is only counted. */
const SHOWN_FILES = 200;

/** Findings across files shown before the rest is only counted. */
const SHOWN_ACROSS = 40;

/** Failures listed before the rest is only counted. */
const SHOWN_FAILURES = 20;

interface FileFindings {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Findings of this file that are not listed. */
  readonly omitted: number;
  /** The file above that has the same report, whose findings are these: then none is listed again; null: none has. */
  readonly sameAs: string | null;
}

interface Failed {
  readonly path: string;
  readonly code: FailureCode;
  readonly message: Message;
}

/** What is listed under the counts. */
export interface Gathered {
  readonly files: readonly FileFindings[];
  /** Findings that name several files, by the path of the figure judged. */
  readonly across: readonly Finding[];
  readonly failures: readonly Failed[];
}

/** Gathers, as files pass by, the findings and failures to show, so that memory does not grow with the archive. */
export interface Gatherer {
  readonly add: OnFile;
  gathered(): Gathered;
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

export function createGatherer({ isVerbose }: { isVerbose: boolean }): Gatherer {
  const files: FileFindings[] = [];
  const across: Finding[] = [];
  const failures: Failed[] = [];
  const listed = new Map<string, string>();
  let shown = 0;
  return {
    add(outcome, { document, across: named, isDismissed }) {
      const { path } = outcome;
      const isWanted = (finding: Finding): boolean =>
        (isVerbose || finding.severity !== 'note') && !isDismissed(finding);
      const wantedAcross = named.filter(isWanted);
      across.push(
        ...wantedAcross.slice(0, isVerbose ? wantedAcross.length : Math.max(SHOWN_ACROSS - across.length, 0)),
      );
      if ('failure' in outcome && (isVerbose || failures.length < SHOWN_FAILURES)) {
        failures.push({ path, ...outcome.failure });
      }
      const wanted = (document?.findings ?? []).filter(isWanted);
      const key = wanted
        .map(({ findingId }) => findingId)
        .sort()
        .join();
      const sameAs = listed.get(key);
      if (wanted.length > 0 && sameAs !== undefined && files.length < SHOWN_FILES) {
        files.push({ path, findings: [], omitted: wanted.length, sameAs });
        return;
      }
      const room = isVerbose ? wanted.length : Math.min(SHOWN_PER_FILE, SHOWN - shown);
      const findings = [...wanted].sort((a, b) => toRank(a) - toRank(b)).slice(0, Math.max(room, 0));
      shown += findings.length;
      if (findings.length > 0) {
        listed.set(key, path);
        files.push({ path, findings, omitted: wanted.length - findings.length, sameAs: null });
      }
    },
    gathered: () => ({ files, across, failures }),
  };
}

/** What is certain first, then by severity; order of reading within. */
function toRank({ severity, outcome }: Finding): number {
  return RANKS[severity] + (outcome === 'review' ? 10 : 0);
}

/** What `audit` and `validate` print: coverage, then counts, then findings by file with figures and places. */
export function toTerminalSummary(
  summary: Summary,
  { files, across, failures, out, language, paint, isQuiet }: Gathered & Look & { out: string; isQuiet: boolean },
): string {
  const look = { language, paint };
  const lines = [
    ...toCoverageLines(summary, look),
    ...(isQuiet ? [] : toFailureLines(summary, failures, look)),
    toCountLine(summary, look),
  ];
  if (!isQuiet) {
    for (const file of files) lines.push('', ...toFileLines(file, look));
    if (across.length > 0) lines.push('', ...toAcrossLines(across, look));
    const listed = files.reduce(
      (sum, { findings, omitted, sameAs }) => sum + (sameAs === null ? findings.length : omitted),
      0,
    );
    const rest = sumOf(summary.findings) - sumOf(summary.dismissed) - listed - across.length;
    if (rest > 0) lines.push('', paint('dim', WORDS.rest(rest, `${out}/findings.jsonl`)[language]));
  }
  return `${lines.join('\n')}\n`;
}

interface Look {
  readonly language: Language;
  readonly paint: Paint;
}

function toCoverageLines({ coverage }: Summary, { language, paint }: Look): string[] {
  const { files, read, noReport, failed, failures, pages, pagesUnread, reports, checksOpen } = coverage;
  const zh = `文件 ${files}：读出 ${read}，没有报告 ${noReport}，失败 ${failed} · 报告 ${reports} 份 · 未读页 ${pagesUnread}/${pages} · 未能判断的核对 ${checksOpen}`;
  const en = `${files} files: ${read} read, ${noReport} without a report, ${failed} failed · ${reports} reports · pages not read ${pagesUnread}/${pages} · checks open ${checksOpen}`;
  const codes = Object.entries(failures).map(([code, count]) => `${code} ${count}`);
  return [
    paint('bold', language === 'zh' ? zh : en),
    ...(codes.length === 0 ? [] : [paint('red', `${language === 'zh' ? '失败' : 'failed'}: ${codes.join(', ')}`)]),
  ];
}

function toFailureLines({ coverage }: Summary, failures: readonly Failed[], { language, paint }: Look): string[] {
  const rest = coverage.failed - failures.length;
  return [
    ...failures.map(({ path, code, message }) => `  ${toPrintable(path)}: ${code} · ${toPlain(message, language)}`),
    ...(rest > 0 ? [paint('dim', `  ${WORDS.omitted(rest)[language]}`)] : []),
  ];
}

function sumOf({ error, warning, note, review }: Summary['findings']): number {
  return error + warning + note + review;
}

function toCountLine({ findings, dismissed, results }: Summary, { language, paint }: Look): string {
  const { error, warning, note, review } = findings;
  const passed = language === 'zh' ? `相符 ${results.pass}` : `${results.pass} agree`;
  const without = sumOf(dismissed);
  const counts = [
    paint(error > 0 ? 'red' : 'green', `${WORDS.severity.error[language]} ${error}`),
    paint(warning > 0 ? 'yellow' : 'green', `${WORDS.severity.warning[language]} ${warning}`),
    `${WORDS.severity.note[language]} ${note}`,
    `${WORDS.review[language]} ${review}`,
    ...(without === 0 ? [] : [WORDS.dismissed(without)[language]]),
    passed,
  ];
  return counts.join(' · ');
}

function toFileLines({ path, findings, omitted, sameAs }: FileFindings, { language, paint }: Look): string[] {
  if (sameAs !== null) {
    return [paint('bold', toPrintable(path)), paint('dim', `  ${WORDS.same(omitted, toPrintable(sameAs))[language]}`)];
  }
  const lines = [
    paint('bold', toPrintable(path)),
    ...findings.flatMap((finding) => toFindingLines(finding, { language, paint })),
  ];
  if (omitted > 0) lines.push(paint('dim', `  ${WORDS.omitted(omitted)[language]}`));
  return lines;
}

/** Under one heading, each with the path of the figure judged; the message names the other files. */
function toAcrossLines(findings: readonly Finding[], { language, paint }: Look): string[] {
  const placed = findings.map((finding) => ({
    ...finding,
    locator: finding.locator === '' ? finding.path : `${finding.path} · ${finding.locator}`,
  }));
  return [
    paint('bold', WORDS.across[language]),
    ...placed.flatMap((finding) => toFindingLines(finding, { language, paint })),
  ];
}

function toFindingLines(finding: Finding, { language, paint }: Look): string[] {
  const { checkId, severity, outcome, locator, recorded, recomputed, formula, rounding } = finding;
  const style = ({ error: 'red', warning: 'yellow', note: 'cyan' } as const)[severity];
  const doubt = outcome === 'review' ? `${WORDS.review[language]}·` : '';
  const figures = [
    ...(recorded === null ? [] : [`${WORDS.recorded[language]} ${toPrintable(recorded)}`]),
    ...(recomputed === null ? [] : [`${WORDS.recomputed[language]} ${toPrintable(recomputed)}`]),
    ...(formula === null ? [] : [toPrintable(formula)]),
    ...(rounding === 'truncation' ? [WORDS.truncation[language]] : []),
  ];
  return [
    `  ${paint(style, `${doubt}${WORDS.severity[severity][language]}`)} ${checkId}  ${toPrintable(locator)}`,
    ...(figures.length === 0 ? [] : [`    ${figures.join(' · ')}`]),
    paint('dim', `    ${toPlain(finding.message, language)}`),
  ];
}

const WORDS = {
  severity: {
    error: { zh: '错误', en: 'error' },
    warning: { zh: '警告', en: 'warning' },
    note: { zh: '提示', en: 'note' },
  },
  review: { zh: '存疑', en: 'review' },
  recorded: { zh: '填报', en: 'recorded' },
  recomputed: { zh: '重算', en: 'recomputed' },
  truncation: { zh: '截尾而非四舍五入', en: 'cut off instead of rounded' },
  across: { zh: '跨文件', en: 'across files' },
  same: (count: number, path: string) => ({
    zh: `同一报告，${count} 条问题与 ${path} 相同`,
    en: `the same report: its ${count} findings are those of ${path}`,
  }),
  omitted: (count: number) => ({ zh: `另有 ${count} 条`, en: `${count} more` }),
  dismissed: (count: number) => ({ zh: `其中已驳回 ${count}`, en: `${count} of them dismissed` }),
  rest: (count: number, file: string) => ({
    zh: `另有 ${count} 条未列出（提示用 -v 列出），全部见 ${file}`,
    en: `${count} not listed (-v lists notes); all are in ${file}`,
  }),
} as const;
