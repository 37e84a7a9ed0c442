import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Correction, type Decision, decisionSchema } from '../model/decision.ts';

/** Written by people through `hedui review`, kept from run to run, and no part of the Data Package. */
export const DECISIONS_FILE = 'decisions.jsonl';

/** The decisions of a dataset that hold now. */
export interface Decisions {
  /** The last decision on a finding; undefined where nobody decided, or decided `undecided` last. */
  find(finding: { readonly path: string; readonly findingId: string }): Decision | undefined;
  /** Every decision that holds, in the order it was first made. */
  readonly all: readonly Decision[];
  /**
   * The corrections of a content, and those made at one of its paths while another content stood there, in the order they
   * were made. A correction holds, whatever is decided on its finding besides, until `undecided` takes it back or another
   * is made on the same place.
   */
  correctionsOf(file: { readonly documentId: string; readonly paths: readonly string[] }): readonly Correction[];
  /** The same corrections, each with the finding it was decided on: `undecided` on that one takes it back. */
  correctedOn(file: { readonly documentId: string; readonly paths: readonly string[] }): readonly CorrectedOn[];
  /** documentIds of which some reading was ever corrected, also where that was taken back. */
  readonly everCorrected: ReadonlySet<string>;
  /** Every decision ever made on a finding, the last one last. */
  historyOf(finding: { readonly path: string; readonly findingId: string }): readonly Decision[];
  /** Lines that are no decision, as after a cut-off write; never an end to reading. */
  readonly unreadLines: number;
}

/** A correction and the finding it was decided on. */
export interface CorrectedOn {
  readonly path: string;
  readonly findingId: string;
  readonly correction: Correction;
}

/** Whether people found that a finding is none; such findings never make exit code 1. */
export function isDismissed(
  decisions: Decisions,
  finding: { readonly path: string; readonly findingId: string },
): boolean {
  return decisions.find(finding)?.decision === 'dismissed';
}

/** The decisions that hold on findings which are no longer among those given: the file or a rule changed, or a reading was corrected. */
export function findVanished(
  decisions: Decisions,
  findings: Iterable<{ readonly path: string; readonly findingId: string }>,
): readonly Decision[] {
  const found = new Set<string>();
  for (const finding of findings) found.add(toKey(finding));
  return decisions.all.filter((decision) => !found.has(toKey(decision)));
}

/** Reads decisions.jsonl of a dataset; a file that is not there holds none. */
export async function readDecisions(dir: string): Promise<Decisions> {
  let text = '';
  try {
    text = await readFile(join(dir, DECISIONS_FILE), 'utf8');
  } catch (error) {
    // ENOTDIR: the dataset cannot be there either; whoever writes it says so.
    if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  return parseDecisions(text);
}

/** Reads the lines of decisions.jsonl. */
export function parseDecisions(text: string): Decisions {
  const histories = new Map<string, Decision[]>();
  const everCorrected = new Set<string>();
  let corrected: (CorrectedOn & { readonly key: string })[] = [];
  let unreadLines = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const decision = parseLine(line);
    if (decision === undefined) {
      unreadLines += 1;
      continue;
    }
    const key = toKey(decision);
    histories.set(key, [...(histories.get(key) ?? []), decision]);
    const { path, findingId, correction } = decision;
    if (decision.decision === 'undecided') corrected = corrected.filter((each) => each.key !== key);
    else if (correction !== null) {
      corrected.push({ key, path, findingId, correction });
      everCorrected.add(correction.source.documentId);
    }
  }
  const last = [...histories.values()].flatMap((history) => history.slice(-1));
  const all = last.filter(({ decision }) => decision !== 'undecided');
  const byKey = new Map(all.map((decision) => [toKey(decision), decision]));
  const byPlace = new Map(corrected.map((each) => [toPlaceKey(each.correction), each]));
  const standing = corrected.filter((each) => byPlace.get(toPlaceKey(each.correction)) === each);
  const correctedOn: Decisions['correctedOn'] = ({ documentId, paths }) =>
    standing.filter(({ path, correction }) => correction.source.documentId === documentId || paths.includes(path));
  return {
    find: (finding) => byKey.get(toKey(finding)),
    all,
    correctionsOf: (file) => correctedOn(file).map(({ correction }) => correction),
    correctedOn,
    everCorrected,
    historyOf: (finding) => histories.get(toKey(finding)) ?? [],
    unreadLines,
  };
}

function toPlaceKey({ source: { documentId, tableId, row, col, blockId, charSpan } }: Correction): string {
  return JSON.stringify([documentId, tableId, row, col, blockId, tableId === undefined ? charSpan : null]);
}

function parseLine(line: string): Decision | undefined {
  try {
    return decisionSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function toKey({ path, findingId }: { readonly path: string; readonly findingId: string }): string {
  return `${findingId} ${path}`;
}
