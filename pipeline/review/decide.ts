import { z } from 'zod';
import { appendDecision } from '../dataset/append-decision.ts';
import type { Decision } from '../model/decision.ts';
import type { Message, Source } from '../model/source.ts';
import { type DecideReply, type DecideRequest, STATES } from './api.ts';
import type { DocumentStore } from './document-store.ts';
import type { DatasetFindings, FindingKey, OpenDataset } from './findings-of-dataset.ts';
import { findText, readStored } from './show-finding.ts';

/** A cell of a form holds some hundred characters; a paragraph at most some thousand. */
const LONGEST_TEXT = 10_000;
const LONGEST_REASON = 2000;

/** What the page may ask for. */
export const decideRequestSchema = z
  .object({
    path: z.string().max(8192),
    findingId: z.string().max(64),
    decision: z.enum(STATES),
    reason: z.string().max(LONGEST_REASON),
    correction: z
      .object({
        documentId: z.string().max(64),
        tableId: z.string().max(64).nullable(),
        row: z.number().int().min(0).nullable(),
        col: z.number().int().min(0).nullable(),
        blockId: z.string().max(64).nullable(),
        to: z.string().max(LONGEST_TEXT),
      })
      .strict()
      .nullable(),
  })
  .strict();

/** A decision that cannot be made; the message says why and what to do. */
export class DecisionError extends Error {
  readonly zh: string;
  constructor({ zh, en }: Message) {
    super(en);
    this.name = 'DecisionError';
    this.zh = zh;
  }
}

/** Records a decision and gives what stands in the place of the finding now; throws DecisionError. */
export async function decide(
  opened: OpenDataset,
  { request, dir, by, store }: { request: DecideRequest; dir: string; by: string; store: DocumentStore },
): Promise<DecideReply> {
  const dataset = await opened.now();
  const { path, findingId, decision } = request;
  const reason = request.reason.trim();
  const before = dataset.find(request);
  // A decision on a finding that vanished can still be taken back.
  if (before === undefined && (decision !== 'undecided' || dataset.decisions.find(request) === undefined)) {
    throw new DecisionError({ zh: '没有这条问题；请刷新页面', en: 'there is no such finding; reload the page' });
  }
  if (decision === 'dismissed' && reason === '') {
    throw new DecisionError({ zh: '驳回要写明理由', en: 'say why the finding is dismissed' });
  }
  const correction = decision === 'corrected' ? await toCorrection(dataset, { request, store }) : null;
  const at = new Date().toISOString();
  const made: Decision = { path, findingId, decision, reason, correction, by, at };
  await appendDecision(dir, made);
  const after = await opened.now();
  return { decision: made, now: findSuccessor(after, { request, before }) };
}

/** The correction to record: `from` and the place are those of the document as it was read. */
async function toCorrection(
  dataset: DatasetFindings,
  { request, store }: { request: DecideRequest; store: DocumentStore },
): Promise<Decision['correction']> {
  const { correction } = request;
  if (correction === null) throw new DecisionError({ zh: '没有给出更正的文字', en: 'no corrected text was given' });
  const { documentId, tableId, row, col, blockId, to } = correction;
  const indexed = dataset.find(request);
  const finding = indexed === undefined ? undefined : await dataset.read(indexed);
  const source = finding?.sources.find(
    (each) =>
      each.documentId === documentId &&
      (tableId === null
        ? each.tableId === undefined && each.blockId === blockId
        : each.tableId === tableId && each.row === row && each.col === col),
  );
  if (source === undefined) {
    throw new DecisionError({ zh: '这条问题没有引用该处', en: 'the finding does not cite this place' });
  }
  const { read, corrected } = await readStored(dataset, { documentId, store });
  const from = findText(read, correction);
  if (from === undefined || to === findText(corrected, correction)) {
    throw new DecisionError({ zh: '文字没有改动', en: 'the text was not changed' });
  }
  const { pageNumber, bbox, line, method } = source;
  const place: Source = {
    documentId,
    ...(pageNumber === undefined ? {} : { pageNumber }),
    ...(bbox === undefined ? {} : { bbox }),
    ...(tableId === null ? {} : { tableId }),
    ...(tableId === null || row === null ? {} : { row }),
    ...(tableId === null || col === null ? {} : { col }),
    ...(tableId !== null || blockId === null ? {} : { blockId }),
    ...(line === undefined ? {} : { line }),
    method,
  };
  return { source: place, from, to };
}

/** The same finding, or the one that the same check now makes of the same subject; null: none. */
function findSuccessor(
  dataset: DatasetFindings,
  { request, before }: { request: DecideRequest; before: ReturnType<DatasetFindings['find']> },
): FindingKey | null {
  const same = dataset.find(request);
  const now =
    same ??
    dataset.ordered.find(
      ({ path, checkId, subject }) =>
        path === request.path && checkId === before?.checkId && subject === before.subject,
    );
  return now === undefined ? null : { path: now.path, findingId: now.findingId };
}
