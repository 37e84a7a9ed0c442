import type { CorrectedOn } from '../dataset/decisions.ts';
import { createEvidenceDrawer } from '../dataset/evidence/draw-evidence.ts';
import type { Document } from '../model/dataset.ts';
import type { Finding } from '../model/finding.ts';
import type { Source } from '../model/source.ts';
import type { CitedDocument, CitedText, Consequence, FindingReply } from './api.ts';
import type { DocumentStore, StoredDocument } from './document-store.ts';
import type { DatasetFindings, FindingKey } from './findings-of-dataset.ts';
import { toState } from './list-findings.ts';
import type { SourceFiles } from './source-files.ts';

/** Documents of one finding that are drawn; a department and its projects may be hundreds. */
const MOST_DOCUMENTS = 20;

/** Everything the page shows of one finding; undefined where there is no such finding. */
export async function showFinding(
  dataset: DatasetFindings,
  { key, store, sources }: { key: FindingKey; store: DocumentStore; sources: SourceFiles },
): Promise<FindingReply | undefined> {
  const indexed = dataset.find(key);
  if (indexed === undefined) return undefined;
  const finding = await dataset.read(indexed);
  const drawer = createEvidenceDrawer(() => null);
  const documents: CitedDocument[] = [];
  const texts: CitedText[] = [];
  const consequences: Consequence[] = [];
  for (const documentId of toDocumentIds(finding).slice(0, MOST_DOCUMENTS)) {
    const stored = await readStored(dataset, { documentId, store });
    drawer.addDocument(stored.corrected, [finding]);
    documents.push(await toCited(dataset, { finding, document: stored.read, sources }));
    const paths = dataset.pathsOf.get(documentId) ?? [];
    texts.push(...toTexts(finding, { ...stored, correctedOn: dataset.decisions.correctedOn({ documentId, paths }) }));
    consequences.push(...toConsequences(finding, stored.corrected));
  }
  return {
    finding,
    state: toState(dataset, key),
    history: dataset.decisions.historyOf(key),
    documents,
    parts: drawer.partsOf(finding),
    pictures: drawer.pictures,
    texts,
    consequences,
  };
}

/** A document of the dataset with the corrections that hold. */
export function readStored(
  dataset: DatasetFindings,
  { documentId, store }: { documentId: string; store: DocumentStore },
): Promise<StoredDocument> {
  const paths = dataset.pathsOf.get(documentId) ?? [];
  return store.get(documentId, dataset.decisions.correctionsOf({ documentId, paths }));
}

/** The document of the recorded figure first. */
function toDocumentIds({ sources, documents }: Finding): readonly string[] {
  return [...new Set([...sources.map(({ documentId }) => documentId), ...documents])];
}

async function toCited(
  dataset: DatasetFindings,
  { finding, document, sources }: { finding: Finding; document: Document; sources: SourceFiles },
): Promise<CitedDocument> {
  const { documentId } = document;
  const { format } = document.source;
  const paths = dataset.pathsOf.get(documentId) ?? [];
  const path = paths.includes(finding.path) ? finding.path : (paths[0] ?? document.source.name);
  const kind = format === 'pdf' ? 'pdf' : format === 'image' ? 'image' : null;
  return {
    documentId,
    path,
    pages: document.pages.map(({ pageNumber, widthPt, heightPt }) => ({ pageNumber, widthPt, heightPt })),
    kind,
    state: (await sources.find(documentId, paths)).state,
  };
}

/** Each cell and block a finding cites once, with what was read in it. */
function toTexts(
  finding: Finding,
  { read, corrected, correctedOn }: StoredDocument & { readonly correctedOn: readonly CorrectedOn[] },
): readonly CitedText[] {
  const texts = new Map<string, CitedText>();
  for (const { documentId, tableId = null, row = null, col = null, blockId = null, role } of finding.sources) {
    if (documentId !== read.documentId) continue;
    const place = { documentId, tableId, row, col, blockId: tableId === null ? blockId : null };
    const key = JSON.stringify(place);
    const original = findText(read, place);
    if (texts.has(key) || original === undefined) continue;
    const text = findText(corrected, place) ?? original;
    const on = text === original ? undefined : correctedOn.find(({ correction }) => isAt(correction.source, place));
    texts.set(key, {
      ...place,
      role,
      text,
      read: original,
      correctedOn: on === undefined ? null : { path: on.path, findingId: on.findingId },
    });
  }
  return [...texts.values()];
}

function isAt(
  { documentId, tableId, row, col, blockId }: Source,
  place: Pick<CitedText, 'documentId' | 'tableId' | 'row' | 'col' | 'blockId'>,
): boolean {
  if (documentId !== place.documentId || (tableId ?? null) !== place.tableId) return false;
  return tableId === undefined ? blockId === place.blockId : row === place.row && col === place.col;
}

/** The text of a cell or block; undefined where there is none. */
export function findText(
  { tables, blocks }: Pick<Document, 'tables' | 'blocks'>,
  { tableId, row, col, blockId }: Pick<CitedText, 'tableId' | 'row' | 'col' | 'blockId'>,
): string | undefined {
  if (tableId === null) return blocks.find((block) => block.blockId === blockId)?.text;
  const cells = tables.find((table) => table.tableId === tableId)?.cells;
  return cells?.find((cell) => cell.row === row && cell.col === col)?.text;
}

function toConsequences({ consequences }: Finding, { results }: Document): readonly Consequence[] {
  const wanted = new Set(consequences);
  return results
    .filter(({ resultId }) => wanted.has(resultId))
    .map(({ checkId, subject, recorded, recomputed }) => ({ checkId, subject, recorded, recomputed }));
}
