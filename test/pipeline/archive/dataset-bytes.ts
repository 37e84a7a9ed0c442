import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file of a dataset that has to be the same for the same input, by name. */
export function readGuaranteed(dir: string): Record<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !['run.json', 'ledger.jsonl'].includes(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(dir, name), 'utf8')]));
}

export function readRows(dir: string, name: string): Record<string, unknown>[] {
  const lines = readFileSync(join(dir, `${name}.jsonl`), 'utf8').trimEnd();
  return lines === '' ? [] : lines.split('\n').map((line) => JSON.parse(line));
}
