import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Summary } from '../../model/dataset.ts';
import type { Finding } from '../../model/finding.ts';
import { toDamaged } from '../dataset-error.ts';
import { SUMMARY_FILE } from '../dataset-files.ts';
import type { Decisions } from '../decisions.ts';
import { shorten } from '../evidence/cut-text.ts';
import { toFindingAnchors } from '../finding-anchors.ts';
import { readLines } from '../read-lines.ts';
import type { ViewSettings } from '../view-settings.ts';
import type { FileGap, FindingRow, PageIndex, PageReport } from './page-data.ts';
import { readScores } from './read-scores.ts';

/** Characters of a name or figure in the list. */
const MAX_NAME = 120;
const MAX_FIGURE = 60;
/** Files without a report that are named; the others are counted. */
const MAX_GAPS = 2000;

/** Gathers what the list shows while the findings are read once, in their order. */
export interface IndexBuilder {
  /** Takes the next findings and gives the number of their chunk. */
  addChunk(findings: readonly Finding[]): number;
  pathsOf(documentId: string): readonly string[];
  finish(): Promise<{ readonly index: PageIndex; readonly rows: readonly FindingRow[] }>;
}

/** Reads the files and reports of a dataset for its index. */
export async function createPageIndex(
  dir: string,
  { language, checks, decisions }: ViewSettings & { decisions: Decisions },
): Promise<IndexBuilder> {
  const summary = await readSummary(dir);
  const { gaps, moreGaps, paths } = await readFiles(dir);
  const reports = await readReports(dir);
  const checkIndex = createNumbering();
  const fileIndex = createNumbering();
  const findings: Pick<Finding, 'findingId' | 'path'>[] = [];
  const rows: FindingRow[] = [];
  const chunks: number[] = [];
  let decided = 0;

  function toRow(finding: Finding): FindingRow {
    const { severity, outcome, cause, checkId, path, reportId, locator, recorded, recomputed, subject } = finding;
    const decision = decisions.find(finding)?.decision;
    if (decision !== undefined) decided += 1;
    return [
      '',
      severity,
      outcome,
      cause,
      checkIndex.add(checkId),
      fileIndex.add(path),
      reportId === null ? null : (reports.indexOf.get(toKey(path, reportId)) ?? null),
      decision === undefined || decision === 'undecided' ? null : decision,
      shorten(locator, MAX_NAME),
      recorded === null ? null : shorten(recorded, MAX_FIGURE),
      recomputed === null ? null : shorten(recomputed, MAX_FIGURE),
      shorten(subject, MAX_NAME),
    ];
  }

  return {
    pathsOf: (documentId) => paths.get(documentId) ?? [],
    addChunk(chunk) {
      chunks.push(rows.length);
      for (const finding of chunk) {
        findings.push({ findingId: finding.findingId, path: finding.path });
        rows.push(toRow(finding));
      }
      return chunks.length - 1;
    },
    async finish() {
      const anchors = toFindingAnchors(findings);
      const anchored = rows.map(
        ([, ...rest], index): FindingRow => [(anchors[index] ?? '').slice('f-'.length), ...rest],
      );
      const rowOf = new Map(findings.map(({ findingId, path }, index) => [toKey(path, findingId), index]));
      const { scores, openByCheck } = await readScores(dir, {
        toFile: fileIndex.add,
        toReport: (path, reportId) => reports.indexOf.get(toKey(path, reportId)) ?? null,
        toRow: (path, findingId) => rowOf.get(toKey(path, findingId)) ?? null,
      });
      for (const id of openByCheck.keys()) checkIndex.add(id);
      const index = {
        language,
        summary,
        checks: checkIndex.all().map((id) => {
          const title = checks.find((check) => check.id === id)?.title;
          return { id, title: title ?? { zh: id, en: id }, open: openByCheck.get(id) ?? 0 };
        }),
        files: fileIndex.all(),
        reports: reports.all,
        gaps,
        moreGaps,
        scores,
        vanishedDecisions: decisions.all.length - decided,
        chunks,
      };
      return { index, rows: anchored };
    },
  };
}

interface Numbering {
  readonly add: (name: string) => number;
  readonly all: () => readonly string[];
}

/** Numbers names from 0 in the order in which they come. */
function createNumbering(): Numbering {
  const numbers = new Map<string, number>();
  return {
    add(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, numbers.size);
      return numbers.size - 1;
    },
    all: () => [...numbers.keys()],
  };
}

async function readSummary(dir: string): Promise<Summary> {
  try {
    return JSON.parse(await readFile(join(dir, SUMMARY_FILE), 'utf8')) as Summary; // its version was looked at before
  } catch (error) {
    throw toDamaged(dir, error);
  }
}

async function readFiles(
  dir: string,
): Promise<{ gaps: readonly FileGap[]; moreGaps: number; paths: ReadonlyMap<string, readonly string[]> }> {
  const messages = new Map<string, FileGap['message']>();
  for await (const { path, message } of readLines(dir, 'failures')) messages.set(path, message);
  const gaps: FileGap[] = [];
  const paths = new Map<string, string[]>();
  for await (const { path, outcome, pagesUnread, documentId } of readLines(dir, 'files')) {
    if (documentId !== null) paths.set(documentId, [...(paths.get(documentId) ?? []), path]);
    if (outcome !== 'read' || pagesUnread > 0) {
      gaps.push({ path, outcome, pagesUnread, message: messages.get(path) ?? null });
    }
  }
  return { gaps: gaps.slice(0, MAX_GAPS), moreGaps: Math.max(0, gaps.length - MAX_GAPS), paths };
}

async function readReports(dir: string): Promise<{ all: readonly PageReport[]; indexOf: ReadonlyMap<string, number> }> {
  const all: PageReport[] = [];
  const indexOf = new Map<string, number>();
  for await (const { path, reportId, title, project, department, unit, fiscalYear } of readLines(dir, 'reports')) {
    indexOf.set(toKey(path, reportId), all.length);
    all.push({
      title: title === null ? null : shorten(title, MAX_NAME),
      project: project === null ? null : shorten(project, MAX_NAME),
      department: department === null ? null : shorten(department, MAX_NAME),
      unit: shorten(unit?.trim() || department?.trim() || '', MAX_NAME),
      year: fiscalYear,
    });
  }
  return { all, indexOf };
}

/** The same content at two paths has the same ids twice. */
function toKey(path: string, id: string): string {
  return `${id} ${path}`;
}
