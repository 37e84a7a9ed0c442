import type { Draft } from './draft.ts';

const LEVELS: readonly RegExp[] = [/中央/, /自治区|省/, /市/, /县|区(?!域)/, /地方/];

/** Which levels of government a label names, as a key: 中央、省级资金 is "0,1". */
function levelsOf(label: string): readonly number[] {
  const text = label.replace('自治区', '省');
  return LEVELS.flatMap((level, index) => (level.test(text) ? [index] : []));
}

/**
 * 中央、省级资金372.99万元 of one sentence is the sum of 中央财政305.19万元 and 省级资金67.8万元 of another, where both
 * sentences divide the same total; sums are only made of levels that a complete division names.
 */
export function joinLevels(drafts: readonly Draft[]): void {
  const divisions = drafts.filter(
    ({ derivation, dimension }) => derivation?.kind === 'sum' && derivation.exhaustive && dimension === 'money',
  );
  for (const draft of drafts) {
    if (
      draft.dimension !== 'money' ||
      draft.partOf === null ||
      draft.derivation !== null ||
      !/[、和与及]/.test(draft.label)
    )
      continue;
    const whole = draft.partOf;
    const levels = levelsOf(draft.label);
    if (levels.length < 2) continue;
    const division = divisions.find(
      (other) =>
        other !== whole &&
        other.quantity.value === whole.quantity.value &&
        other.quantity.unit === whole.quantity.unit &&
        yearOf(other) === yearOf(whole),
    );
    const parts = (division?.derivation?.operands ?? []).filter(
      (part) => levelsOf(part.label).length === 1 && levels.includes(levelsOf(part.label)[0] ?? -1),
    );
    if (parts.length === levels.length) draft.derivation = { kind: 'sum', operands: parts, exhaustive: true };
  }
}

function yearOf({ period }: Draft): string | null {
  return period === null ? null : (/\d{4}/.exec(period)?.[0] ?? null);
}
