import { Decimal } from 'decimal.js';

export interface Evaluated {
  /** Of the left side, in per cent where the right side is. */
  readonly value: Decimal;
  readonly shown: { readonly text: string; readonly value: Decimal; readonly decimalPlaces: number };
}

/** Works out the left side of a formula as a reader would: 320.88 ÷ 398.00 = 80.62%. Knows + − × ÷, brackets and %. */
export function evaluateFormula(formula: string): Evaluated {
  const [left, right, ...more] = formula.split(' = ');
  if (left === undefined || right === undefined || more.length > 0) throw new Error(`not "left = right": ${formula}`);
  const tokens = left.match(/\d+(?:\.\d+)?%?|[+−×÷()]/gu) ?? [];
  if (tokens.join('') !== left.replace(/\s/gu, '')) throw new Error(`cannot read: ${left}`);
  const parser = new Parser(tokens);
  const value = parser.sum();
  if (!parser.isDone()) throw new Error(`cannot read to the end: ${left}`);
  const isPercent = right.endsWith('%');
  const shown = right.replace(/[^\d.−-].*$/u, '').replace('−', '-');
  return {
    value: isPercent ? value.times(100) : value,
    shown: { text: right, value: new Decimal(shown), decimalPlaces: (shown.split('.')[1] ?? '').length },
  };
}

class Parser {
  #at = 0;
  readonly #tokens: readonly string[];
  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  isDone(): boolean {
    return this.#at === this.#tokens.length;
  }

  sum(): Decimal {
    let value = this.#product();
    while (this.#peek() === '+' || this.#peek() === '−') {
      const isPlus = this.#next() === '+';
      const term = this.#product();
      value = isPlus ? value.plus(term) : value.minus(term);
    }
    return value;
  }

  #product(): Decimal {
    let value = this.#factor();
    while (this.#peek() === '×' || this.#peek() === '÷') {
      const isTimes = this.#next() === '×';
      const factor = this.#factor();
      value = isTimes ? value.times(factor) : value.div(factor);
    }
    return value;
  }

  #factor(): Decimal {
    const token = this.#next();
    if (token === '(') {
      const value = this.sum();
      if (this.#next() !== ')') throw new Error('a bracket is not closed');
      return value;
    }
    if (token === '−') return this.#factor().negated();
    return token.endsWith('%') ? new Decimal(token.slice(0, -1)).div(100) : new Decimal(token);
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error('the formula ends too early');
    this.#at += 1;
    return token;
  }
}
