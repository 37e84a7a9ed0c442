import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Decision, decisionSchema } from '../model/decision.ts';

/** Written by people through `hedui review`, kept from run to run, and no part of the Data Package. */
export const DECISIONS_FILE = 'decisions.jsonl';

/** The decisions of a dataset that hold now. */
export interface Decisions {
  /** The last decision on a finding; undefined where nobody decided, or decided `undecided` last. */
  find(finding: { readonly path: string; readonly findingId: string }): Decision | undefined;
  /** Every decision that holds, in the order it was first made. */
  readonly all: readonly Decision[];
  /** Lines that are no decision, as after a cut-off write; never an end to reading. */
  readonly unreadLines: number;
}

/** Reads decisions.jsonl of a dataset; a file that is not there holds none. */
export async function readDecisions(dir: string): Promise<Decisions> {
  let text = '';
  try {
    text = await readFile(join(dir, DECISIONS_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return parseDecisions(text);
}

/** Reads the lines of decisions.jsonl. */
export function parseDecisions(text: string): Decisions {
  const last = new Map<string, Decision>();
  let unreadLines = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const decision = parseLine(line);
    if (decision === undefined) unreadLines += 1;
    else last.set(toKey(decision), decision);
  }
  const all = [...last.values()].filter(({ decision }) => decision !== 'undecided');
  const byKey = new Map(all.map((decision) => [toKey(decision), decision]));
  return { find: (finding) => byKey.get(toKey(finding)), all, unreadLines };
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
