import { createHash } from 'node:crypto';
import type { ParsedDocument } from '../../model/document.ts';
import type { Finding } from '../../model/finding.ts';
import type { Quantity } from '../../model/quantity/quantity.ts';
import { meaningOf } from '../../model/quantity/units.ts';
import type { Fund, FundKind, Report } from '../../model/report.ts';
import type { Source } from '../../model/source.ts';
import type { NamedFigure } from '../check.ts';
import { type FundField, factFigure, fundFigure, fundName, hasValue, totalFigure } from '../figures.ts';
import { figureKey, reportKeys } from '../identity.ts';
import { isOfReportYear } from '../linking.ts';
import { toLocator } from '../locator.ts';

/** What a figure of a report is to the checks across files. */
export type FigureRole =
  | 'total'
  | 'fiscal'
  /** 上年结转 */
  | 'carried-over'
  /** 项目支出 of a department form */
  | 'projects'
  /** 结余 stated in a sentence */
  | 'balance'
  /** how many projects a sentence counts */
  | 'project-count'
  /** 总分 */
  | 'score';

export interface DigestFigure extends NamedFigure {
  readonly role: FigureRole;
  /** null: a figure of a sentence, or the total score. */
  readonly field: FundField | null;
  /** Where it stands in its file, for people. */
  readonly place: string;
  /** The finding of its own file that judges this figure wrong, and what it should be; null: none does. */
  readonly accused: { readonly findingId: string; readonly value: string } | null;
}

/** What the checks across files need of one report: its names, and the few figures they use. */
export interface ReportDigest {
  readonly reportId: string;
  /** Names the report whatever file it stands in. */
  readonly key: string;
  /** Equal where two files hold the same report: equal key, figures and findings. */
  readonly signature: string;
  readonly kind: Report['kind'];
  readonly title: string;
  readonly project: string | null;
  readonly unit: string;
  readonly department: string | null;
  /** Four digits. */
  readonly year: string;
  /** Kinds of funds with money in them, without totals. */
  readonly fundKinds: readonly FundKind[];
  readonly figures: readonly DigestFigure[];
}

interface DigestInput extends Pick<ParsedDocument, 'documentId' | 'blocks' | 'tables'> {
  readonly reports: readonly Report[];
  /** Of the file by itself. */
  readonly findings: readonly Finding[];
}

const FIELDS: readonly FundField[] = ['initialBudget', 'budget', 'arrived', 'executed'];
/** Figures of sentences kept for each role: a report that states more balances means several things by them. */
const MOST_FACTS = 3;
const PROJECTS_ROW = /^项目支出(?:小计|合计|总额)?$/u;
/** Left at the end of this year, which is no money of last year. */
const LEFT_THIS_YEAR = /年末|期末|下年|明年|次年|本年结/u;
const OF_LAST_YEAR = /上年|去年|往年|年初|期初|以前年度|历年/u;
const SIGNATURE_DIGITS = 16;

/** The digests of the reports of a file that name unit and year: others cannot be the same thing as any. */
export function toDigests(document: DigestInput): readonly ReportDigest[] {
  const keys = reportKeys(document.reports);
  return document.reports.flatMap((report, index): ReportDigest[] => {
    const unit = [report.unit, report.department].map((name) => name?.text.trim() ?? '').find((name) => name !== '');
    const year = report.fiscalYear?.value?.slice(0, 4);
    if (unit === undefined || year === undefined) return [];
    const key = keys[index] ?? '';
    return [
      {
        reportId: report.reportId,
        key,
        signature: toSignature(report, { key, findings: document.findings }),
        kind: report.kind,
        title: report.title?.text ?? '',
        project: report.project?.text ?? null,
        unit,
        department: report.department?.text ?? null,
        year,
        fundKinds: toFundKinds(report.funds),
        figures: toFigures(report, document),
      },
    ];
  });
}

function toSignature(report: Report, { key, findings }: { key: string; findings: readonly Finding[] }): string {
  const figures = [
    ...report.funds.flatMap((fund) =>
      [...FIELDS, 'executionRate' as const, 'score' as const].map((field) => fund[field]),
    ),
    ...report.indicators.flatMap(({ target, actual, points, score }) => [target, actual, points, score]),
    report.total?.points ?? null,
    report.total?.score ?? null,
    ...report.facts.map(({ quantity }) => quantity),
  ];
  const ids = findings.filter(({ reportId }) => reportId === report.reportId).map(({ findingId }) => findingId);
  const content = [key, figures.map((figure) => (figure === null ? '' : figureKey(figure))), ids.sort()];
  return createHash('sha256').update(JSON.stringify(content), 'utf8').digest('hex').slice(0, SIGNATURE_DIGITS);
}

function toFundKinds(funds: readonly Fund[]): readonly FundKind[] {
  const filled = funds.filter(
    ({ fund, budget, executed }) =>
      fund !== 'total' && [budget, executed].some((each) => hasValue(each) && Number(each.value) !== 0),
  );
  return [...new Set(filled.map(({ fund }) => fund))];
}

function toFigures(report: Report, document: DigestInput): readonly DigestFigure[] {
  const context = { report, reports: document.reports, document };
  const accused = toAccused(document.findings);
  const add = (role: FigureRole, field: FundField | null, figure: NamedFigure | null): DigestFigure[] => {
    if (figure === null) return [];
    const [source] = figure.quantity.sources;
    const key = source === undefined ? '' : toPrintKey(source, figure.quantity.raw);
    return [{ ...figure, role, field, place: toLocator(context, source), accused: accused.get(key) ?? null }];
  };
  const rows = (['total', 'fiscal', 'carried-over', 'projects'] as const).flatMap((role) => {
    const fund = onlyRow(report, role);
    return fund === null ? [] : FIELDS.flatMap((field) => add(role, field, fundFigure(fund, field)));
  });
  const balances = report.facts.filter(
    (fact) =>
      fact.metric === 'balance' &&
      fact.partOf === null &&
      isMoney(fact.quantity) &&
      isOfReportYear(report, fact) &&
      !OF_LAST_YEAR.test(fact.subject),
  );
  const counts =
    report.kind === 'project'
      ? []
      : report.facts.filter((fact) => fact.metric === 'count' && /项目(?:总?数量?|个数)?$/u.test(fact.subject));
  return [
    ...rows,
    ...balances.slice(0, MOST_FACTS).flatMap((fact) => add('balance', null, factFigure(fact))),
    ...counts.slice(0, MOST_FACTS).flatMap((fact) => add('project-count', null, factFigure(fact))),
    ...(hasValue(report.total?.score) ? add('score', null, totalFigure(report, 'score')) : []),
  ];
}

/** The one row of a kind; null where there is none, or several and nobody can tell which is meant. */
function onlyRow({ funds }: Report, role: 'total' | 'fiscal' | 'carried-over' | 'projects'): Fund | null {
  const rows = funds.filter((fund) => {
    const name = fundName(fund);
    if (role === 'projects') return PROJECTS_ROW.test(name);
    if (fund.fund !== role || PROJECTS_ROW.test(name)) return false;
    if (role === 'carried-over') return !LEFT_THIS_YEAR.test(name);
    return role !== 'total' || fund.parent === null;
  });
  return rows.length === 1 ? (rows[0] ?? null) : null;
}

function isMoney({ unit }: Quantity): boolean {
  return meaningOf(unit).dimension === 'money';
}

/** By place and print, the figures that a finding of the file itself judges wrong, with what would be right. */
function toAccused(findings: readonly Finding[]): ReadonlyMap<string, DigestFigure['accused']> {
  const accused = new Map<string, DigestFigure['accused']>();
  for (const { findingId, outcome, recorded, recomputed, formula, sources } of findings) {
    const value = /^-?\d+(?:\.\d+)?/u.exec(recomputed ?? '')?.[0];
    const [source] = sources;
    if (outcome !== 'fail' || formula === null || value === undefined || recorded === null) continue;
    if (source?.role !== 'recorded') continue;
    const key = toPrintKey(source, recorded);
    if (!accused.has(key)) accused.set(key, { findingId, value });
  }
  return accused;
}

function toPrintKey({ tableId, row, col, blockId, line, charSpan }: Source, raw: string): string {
  return JSON.stringify([
    tableId ?? null,
    row ?? null,
    col ?? null,
    blockId ?? null,
    line ?? null,
    charSpan ?? null,
    raw,
  ]);
}
