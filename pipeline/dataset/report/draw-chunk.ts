import { readFile } from 'node:fs/promises';
import { applyCorrections } from '../../model/apply-corrections.ts';
import type { Document } from '../../model/dataset.ts';
import type { Finding, Result } from '../../model/finding.ts';
import { toDamaged } from '../dataset-error.ts';
import { toDocumentFile } from '../dataset-files.ts';
import type { Decisions } from '../decisions.ts';
import { toCropName } from '../evidence/crop-name.ts';
import { shorten } from '../evidence/cut-text.ts';
import { createEvidenceDrawer } from '../evidence/draw-evidence.ts';
import type { FindingDetail, PageChunk } from './page-data.ts';

/** Characters of a figure or sentence shown in full view; a hostile cell may hold 10,000. */
const MAX_FIGURE = 300;
const MAX_MESSAGE = 2000;
const MAX_CONSEQUENCES = 40;

export interface ChunkInput {
  readonly findings: readonly Finding[];
  readonly decisions: Decisions;
  readonly pathsOf: (documentId: string) => readonly string[];
  /** Names of the pictures in the folder of evidence. */
  readonly images: ReadonlySet<string>;
}

/** Draws findings on end with their evidence; documents are read one at a time. */
export async function drawChunk(dir: string, { findings, decisions, pathsOf, images }: ChunkInput): Promise<PageChunk> {
  const drawer = createEvidenceDrawer((documentId, pageNumber) => {
    const name = toCropName(documentId, pageNumber);
    return images.has(name) ? `evidence/${name}` : null;
  });
  const results = new Map<string, Result>();
  const paths: Record<string, readonly string[]> = {};
  for (const [documentId, own] of groupByDocument(findings)) {
    const corrections = decisions.correctionsOf({ documentId, paths: pathsOf(documentId) });
    const { document } = applyCorrections(await readDocument(dir, documentId), corrections);
    drawer.addDocument(document, own, corrections);
    const wanted = new Set(own.flatMap(({ consequences }) => consequences));
    for (const result of document.results) if (wanted.has(result.resultId)) results.set(result.resultId, result);
    paths[documentId] = pathsOf(documentId);
  }
  return {
    ...drawer.pictures,
    paths,
    findings: findings.map((finding): FindingDetail => {
      const found = decisions.find(finding);
      return {
        message: { zh: shorten(finding.message.zh, MAX_MESSAGE), en: shorten(finding.message.en, MAX_MESSAGE) },
        recorded: cut(finding.recorded),
        recomputed: cut(finding.recomputed),
        difference: finding.difference,
        rounding: finding.rounding,
        formula: finding.formula === null ? null : shorten(finding.formula, MAX_MESSAGE),
        basis: { zh: shorten(finding.basis.zh, MAX_MESSAGE), en: shorten(finding.basis.en, MAX_MESSAGE) },
        isImplied: finding.implied,
        consequences: finding.consequences.slice(0, MAX_CONSEQUENCES).flatMap((id) => {
          const result = results.get(id);
          return result === undefined ? [] : [toConsequence(result)];
        }),
        decision:
          found === undefined
            ? null
            : { decision: found.decision, reason: shorten(found.reason, MAX_MESSAGE), by: found.by, at: found.at },
        evidence: drawer.partsOf(finding),
      };
    }),
  };
}

function toConsequence({ checkId, subject, recorded, recomputed }: Result): FindingDetail['consequences'][number] {
  return { checkId, subject: shorten(subject, MAX_FIGURE), recorded: cut(recorded), recomputed: cut(recomputed) };
}

function cut(text: string | null): string | null {
  return text === null ? null : shorten(text, MAX_FIGURE);
}

/** The findings that cite each document, in the order in which documents are first cited. */
function groupByDocument(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const cited = new Set([...finding.documents, ...finding.sources.map(({ documentId }) => documentId)]);
    for (const documentId of cited) {
      const known = groups.get(documentId);
      if (known === undefined) groups.set(documentId, [finding]);
      else known.push(finding);
    }
  }
  return groups;
}

async function readDocument(dir: string, documentId: string): Promise<Document> {
  try {
    return JSON.parse(await readFile(toDocumentFile(dir, documentId), 'utf8')) as Document; // written from a checked value
  } catch (error) {
    throw toDamaged(dir, error);
  }
}
