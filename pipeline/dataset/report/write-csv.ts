import { join } from 'node:path';
import type { Decision } from '../../model/decision.ts';
import type { Finding } from '../../model/finding.ts';
import type { Message } from '../../model/source.ts';
import { readDecisions } from '../decisions.ts';
import { openFileWriter, type Written } from '../file-writer.ts';
import { readLines } from '../read-lines.ts';
import type { ViewSettings } from '../view-settings.ts';
import { mayBecomeFormula } from '../workpaper/cell-text.ts';
import { WORDS_OF_FINDINGS as WORDS } from './words-of-findings.ts';

interface Row {
  readonly finding: Finding;
  readonly decision: Decision | undefined;
  readonly title: Message;
}

/** Writes findings.csv for Excel: byte order mark, CRLF (RFC 4180), one line a finding; no cell can become a formula. */
export async function writeCsv(dir: string, { language, checks }: ViewSettings): Promise<Written> {
  const decisions = await readDecisions(dir);
  const titles = new Map(checks.map(({ id, title }) => [id, title]));
  const columns = COLUMNS.map(({ heading }) => heading[language]);
  const writer = await openFileWriter(join(dir, 'findings.csv'));
  try {
    await writer.write(`\uFEFF${toLine(columns)}`);
    for await (const finding of readLines(dir, 'findings')) {
      const title = titles.get(finding.checkId) ?? { zh: finding.check, en: finding.check };
      const row = { finding, decision: decisions.find(finding), title };
      await writer.write(toLine(COLUMNS.map(({ toText }) => toText(row, language))));
    }
    const written = await writer.finish();
    await writer.publish();
    return written;
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

const COLUMNS: readonly {
  readonly heading: Message;
  readonly toText: (row: Row, language: 'zh' | 'en') => string | null;
}[] = [
  { heading: { zh: '文件', en: 'path' }, toText: ({ finding }) => finding.path },
  { heading: { zh: '位置', en: 'place' }, toText: ({ finding }) => finding.locator },
  { heading: { zh: '检查编号', en: 'check' }, toText: ({ finding }) => finding.checkId },
  { heading: { zh: '检查', en: 'check title' }, toText: ({ title }, language) => title[language] },
  {
    heading: { zh: '严重程度', en: 'severity' },
    toText: ({ finding }, language) => WORDS.severity[finding.severity][language],
  },
  {
    heading: { zh: '结论', en: 'outcome' },
    toText: ({ finding }, language) => WORDS.outcome[finding.outcome][language],
  },
  { heading: { zh: '原因', en: 'cause' }, toText: ({ finding }, language) => WORDS.cause[finding.cause][language] },
  { heading: { zh: '对象', en: 'subject' }, toText: ({ finding }) => finding.subject },
  { heading: { zh: '填报', en: 'recorded' }, toText: ({ finding }) => finding.recorded },
  { heading: { zh: '重算', en: 'recomputed' }, toText: ({ finding }) => finding.recomputed },
  { heading: { zh: '差异', en: 'difference' }, toText: ({ finding }) => finding.difference },
  {
    heading: { zh: '取整', en: 'rounding' },
    toText: ({ finding }, language) => (finding.rounding === null ? null : WORDS.rounding[finding.rounding][language]),
  },
  { heading: { zh: '算式', en: 'formula' }, toText: ({ finding }) => finding.formula },
  { heading: { zh: '依据', en: 'basis' }, toText: ({ finding }, language) => finding.basis[language] },
  { heading: { zh: '说明', en: 'message' }, toText: ({ finding }, language) => finding.message[language] },
  {
    heading: { zh: '处理', en: 'decision' },
    toText: ({ decision }, language) => (decision === undefined ? null : WORDS.decision[decision.decision][language]),
  },
  { heading: { zh: '处理理由', en: 'reason' }, toText: ({ decision }) => decision?.reason ?? null },
  { heading: { zh: '处理人', en: 'by' }, toText: ({ decision }) => decision?.by ?? null },
  { heading: { zh: '报告编号', en: 'reportId' }, toText: ({ finding }) => finding.reportId },
  { heading: { zh: '问题编号', en: 'findingId' }, toText: ({ finding }) => finding.findingId },
];

function toLine(fields: readonly (string | null)[]): string {
  return `${fields.map((field) => toField(field ?? '')).join(',')}\r\n`;
}

function toField(text: string): string {
  const safe = mayBecomeFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
