import type { Change } from '../../model/dataset-diff.ts';

type Row = Readonly<Record<string, unknown>>;

/** Columns of a figure: where the print differs, its reading does too, and need not be said. */
const READ_OF_PRINT = ['Kind', 'Value', 'Upper', 'Unit', 'Comparator'];

/** The named fields that differ between two rows; null stands for a row that is not there. */
export function findChangedFields(
  old: Row | null,
  now: Row | null,
  { fields, figures = [] }: { fields: readonly string[]; figures?: readonly string[] },
): Change['fields'] {
  const plain = fields.flatMap((name) => findChangedField(old, now, name));
  const printed = figures.flatMap((name) => {
    const raw = findChangedField(old, now, `${name}Raw`);
    const isBoth = old !== null && now !== null;
    if (raw.length > 0 || !isBoth) return raw;
    return READ_OF_PRINT.flatMap((part) => findChangedField(old, now, `${name}${part}`));
  });
  return [...plain, ...printed];
}

function findChangedField(old: Row | null, now: Row | null, name: string): Change['fields'] {
  const [before, after] = [toText(old?.[name]), toText(now?.[name])];
  return before === after ? [] : [{ name, old: before, new: after }];
}

function toText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
