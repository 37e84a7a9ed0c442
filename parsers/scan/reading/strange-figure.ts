/** Signs no figure is printed with: what is left of rulings, seals and dirt is read as these. */
const STRANGE_SIGN = /[|\\{}'"“”‘’!_^`]/;
/** Letters before a digit (NN10), and lower case ones after one (10qq) that make no unit. */
const LETTERS = /(?<![A-Za-z])[A-Za-z]{2,}\d|\d[a-z]{2,}(?![A-Za-z])/;
const LATIN_UNIT = /^(?:km|cm|mm|kg|mg|kw|kwh|kva|kv|kb|mb|gb|tb|ml|ha|mw)$/i;
/** A figure does not begin with what ends a clause (，≥80%), nor with the second half of a bracket (]10%). */
const STRANGE_START = /^[,.，。、:：;；·)\]】》]/;
/** One Han character or two, and then nothing but a figure: 盖80%, 人入5. */
const HAN_BEFORE = /^(\p{Script=Han}{1,2})[≥≤><=~]?\.?\d[\d.,]*[%‰]?$/u;
/** Those that are printed so. */
const PRINTED_BEFORE = /[达约共近超第满每至到为按得扣增减负正计过于即占各含率年月数分]$/;

/** Whether a line with figures holds what is not printed beside figures, and so was probably not read right. */
export function isStrangeFigure(line: string): boolean {
  const text = line.normalize('NFKC').replace(/\s/g, '');
  const letters = LETTERS.exec(text)?.[0];
  if (letters !== undefined && !LATIN_UNIT.test(letters.replace(/\d/g, ''))) return true;
  if (STRANGE_START.test(text)) return true;
  const before = HAN_BEFORE.exec(text)?.[1];
  if (before !== undefined && !PRINTED_BEFORE.test(before)) return true;
  return STRANGE_SIGN.test(text) && !/[“"‘'][^”"’']*\p{Script=Han}/u.test(text);
}
