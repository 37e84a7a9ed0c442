import { Decimal } from 'decimal.js';

/** A number of a formula as printed, and what it is worth: 99.75% is 0.9975. */
export interface Operand {
  readonly value: Decimal;
  /** Digits printed after the point, without those that % adds. */
  readonly decimals: number;
  readonly isPercent: boolean;
}

/** A formula as checks print it, 10 × 87.7 ÷ 121.3 = 7.23, taken apart. */
export interface Formula {
  readonly operands: readonly Operand[];
  /** The left side with each operand by its reference: (B2-C2)/C2. */
  toExcel(toReference: (index: number) => string): string;
  readonly value: Decimal;
  /** How far the value may be off where operands with decimals are themselves rounded. */
  readonly slack: Decimal;
  /** Only + and −. */
  readonly isSum: boolean;
  /** The right side as printed. */
  readonly result: Operand;
}

/** A recomputed figure is printed with two decimals at least, so the value of its left side is no further away. */
const PRINTED_DECIMALS = 2;

/** Longer formulas are not taken apart. */
const LONGEST = 4000;

type Token = { readonly kind: 'operand'; readonly operand: Operand } | { readonly kind: 'sign'; readonly sign: string };

/**
 * Takes a formula apart; undefined where it is not made of numbers, + − × ÷, % and brackets alone, or its left side does
 * not give its right side.
 */
export function parseFormula(text: string): Formula | undefined {
  const [left, right, ...others] = text.split('=');
  if (text.length > LONGEST || left === undefined || right === undefined || others.length > 0) return undefined;
  const [result, ...rest] = joinSigns(tokenize(right) ?? []);
  if (result?.kind !== 'operand' || rest.length > 0) return undefined;
  const tokens = joinSigns(tokenize(left) ?? []);
  const computed = evaluate(tokens);
  if (computed === undefined || !agrees(computed.value, result.operand)) return undefined;
  const operands = tokens.flatMap((token) => (token.kind === 'operand' ? [token.operand] : []));
  return {
    operands,
    toExcel: (toReference) => toExcel(tokens, toReference),
    value: computed.value,
    slack: Decimal.max(computed.value.minus(computed.low), computed.high.minus(computed.value)),
    isSum: tokens.every((token) => token.kind === 'operand' || '+-()'.includes(token.sign)),
    result: result.operand,
  };
}

const SIGNS: Readonly<Record<string, string>> = {
  '+': '+',
  '−': '-',
  '-': '-',
  '×': '*',
  '÷': '/',
  '(': '(',
  ')': ')',
};

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\d+)(?:\.(\d+))?(%?)|([-+−×÷()]))/uy;
  const trimmed = text.trimEnd();
  while (pattern.lastIndex < trimmed.length) {
    const match = pattern.exec(trimmed);
    if (match === null) return undefined;
    const [, whole, fraction = '', percent, sign = ''] = match;
    if (whole === undefined) {
      tokens.push({ kind: 'sign', sign: SIGNS[sign] ?? sign });
      continue;
    }
    const printed = new Decimal(fraction === '' ? whole : `${whole}.${fraction}`);
    const isPercent = percent === '%';
    const value = isPercent ? printed.div(100) : printed;
    tokens.push({ kind: 'operand', operand: { value, decimals: fraction.length, isPercent } });
  }
  return tokens;
}

/** A minus where no operand precedes belongs to the number: (−17). */
function joinSigns(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const [token, next, previous] = [tokens[index], tokens[index + 1], joined.at(-1)];
    const isFirst = previous === undefined || (previous.kind === 'sign' && previous.sign !== ')');
    if (token?.kind === 'sign' && token.sign === '-' && isFirst && next?.kind === 'operand') {
      joined.push({ kind: 'operand', operand: { ...next.operand, value: next.operand.value.neg() } });
      index += 1;
    } else if (token !== undefined) joined.push(token);
  }
  return joined;
}

interface Range {
  readonly value: Decimal;
  readonly low: Decimal;
  readonly high: Decimal;
}

/** Products and quotients before sums and differences, each from the left, as a spreadsheet does. */
function evaluate(tokens: readonly Token[]): Range | undefined {
  let position = 0;

  function takeSign(signs: string): string | undefined {
    const token = tokens[position];
    if (token?.kind !== 'sign' || !signs.includes(token.sign)) return undefined;
    position += 1;
    return token.sign;
  }

  function readChain(signs: string, readNext: () => Range | undefined): Range | undefined {
    let left = readNext();
    for (let sign = takeSign(signs); sign !== undefined && left !== undefined; sign = takeSign(signs)) {
      const right = readNext();
      left = right && combine(left, { sign, right });
    }
    return left;
  }

  function readAtom(): Range | undefined {
    const token = tokens[position];
    if (token?.kind === 'operand') {
      position += 1;
      return toRange(token.operand);
    }
    if (takeSign('(') === undefined) return undefined;
    const inner = readSum();
    return takeSign(')') === undefined ? undefined : inner;
  }

  function readSum(): Range | undefined {
    return readChain('+-', () => readChain('*/', readAtom));
  }

  const value = readSum();
  return position === tokens.length ? value : undefined;
}

/** A printed number with decimals stands for all that round to it; a whole number means what it says. */
function toRange({ value, decimals, isPercent }: Operand): Range {
  if (decimals === 0) return { value, low: value, high: value };
  const half = new Decimal(`5e-${decimals + 1 + (isPercent ? 2 : 0)}`);
  return { value, low: value.minus(half), high: value.plus(half) };
}

function combine(left: Range, { sign, right }: { sign: string; right: Range }): Range | undefined {
  switch (sign) {
    case '+':
      return {
        value: left.value.plus(right.value),
        low: left.low.plus(right.low),
        high: left.high.plus(right.high),
      };
    case '-':
      return {
        value: left.value.minus(right.value),
        low: left.low.minus(right.high),
        high: left.high.minus(right.low),
      };
    case '*':
      return { value: left.value.times(right.value), ...toEnds(left, [right.low, right.high]) };
    default: {
      if (right.low.lte(0) && right.high.gte(0)) return undefined;
      const one = new Decimal(1);
      return { value: left.value.div(right.value), ...toEnds(left, [one.div(right.high), one.div(right.low)]) };
    }
  }
}

function toEnds({ low, high }: Range, factors: readonly Decimal[]): Pick<Range, 'low' | 'high'> {
  const products = factors.flatMap((factor) => [low.times(factor), high.times(factor)]);
  return { low: Decimal.min(...products), high: Decimal.max(...products) };
}

function agrees(value: Decimal, { value: printed, decimals, isPercent }: Operand): boolean {
  const digits = Math.max(decimals, PRINTED_DECIMALS) + (isPercent ? 2 : 0);
  return value
    .minus(printed)
    .abs()
    .lte(new Decimal(`5e-${digits + 1}`));
}

function toExcel(tokens: readonly Token[], toReference: (index: number) => string): string {
  let index = 0;
  const parts = tokens.map((token) => {
    if (token.kind === 'sign') return token.sign;
    index += 1;
    return toReference(index - 1);
  });
  return parts.join('');
}
