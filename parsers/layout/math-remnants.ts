const SIGNS: Readonly<Record<string, string>> = {
  geq: '≥',
  ge: '≥',
  geqslant: '≥',
  leq: '≤',
  le: '≤',
  leqslant: '≤',
  neq: '≠',
  ne: '≠',
  times: '×',
  div: '÷',
  pm: '±',
  approx: '≈',
  sim: '~',
  cdot: '·',
  rightarrow: '→',
  to: '→',
  square: '□',
  Box: '□',
  boxtimes: '☒',
  checkmark: '√',
  ldots: '…',
  cdots: '…',
  dots: '…',
  circ: '°',
  permil: '‰',
  gt: '>',
  lt: '<',
  quad: ' ',
  qquad: ' ',
};
/** A formula between dollar signs or \( \), on one line and short: `$\geq 70\%$`. */
const FORMULA = /\$\$?([^$\n]{1,80}?)\$\$?|\\\(([^\n]{1,80}?)\\\)/g;
/** A sign without its dollar signs: `\geq 90`. */
const BARE_SIGN = /\\(geq|ge|geqslant|leq|le|leqslant|neq|times|div|pm|approx)(?![A-Za-z])\s*/g;

/** Text with the remnants of formula markup as the signs they stand for, and what was replaced, as written. */
export function replaceMath(text: string): { readonly text: string; readonly replaced: readonly string[] } {
  if (!text.includes('\\') && !text.includes('$')) return { text, replaced: [] };
  const replaced: string[] = [];
  const withFormulas = text.replace(FORMULA, (raw, dollars?: string, parens?: string) => {
    const plain = toPlain(dollars ?? parens ?? '');
    if (plain === undefined) return raw;
    replaced.push(raw);
    return plain;
  });
  const plain = withFormulas.replace(BARE_SIGN, (raw, name: string) => {
    replaced.push(raw.trim());
    return SIGNS[name] ?? raw;
  });
  return { text: plain, replaced };
}

/** undefined where a formula holds a command not known here, or is no formula at all (two prices in dollars). */
function toPlain(formula: string): string | undefined {
  if (!formula.includes('\\') && !/^[\s\d.,%+\-*/=<>≥≤×÷^{}A-Za-z]+$/.test(formula)) return undefined;
  if (!formula.includes('\\') && /^\s|\s$/.test(formula)) return undefined;
  let isKnown = true;
  const plain = formula
    .replace(/\\(?:mathrm|text|mathbf|mathit|operatorname|textbf|rm)\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
    .replace(/\\([%#&_$])/g, '$1')
    .replace(/\\[,;:! ]/g, '')
    .replace(/\\(?:left|right)(?=[([\])|.])/g, '')
    .replace(/\s*\\([A-Za-z]+)\s*/g, (raw, name: string) => {
      const sign = SIGNS[name];
      if (sign === undefined) isKnown = false;
      return sign ?? raw;
    })
    .replace(/[{}]/g, '')
    .trim();
  return isKnown && !plain.includes('\\') ? plain : undefined;
}
