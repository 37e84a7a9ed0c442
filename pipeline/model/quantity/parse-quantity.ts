import type { Source } from '../source.ts';
import { toQuantity } from './find-quantities.ts';
import { foldCharacters, withoutMarkup } from './fold.ts';
import { parseChineseNumeral } from './numerals.ts';
import type { Quantity } from './quantity.ts';
import { type ScannedFigure, scanFigures } from './scan-figures.ts';
import { joinMultiplier, kindOfUnit } from './units.ts';

export interface QuantityOptions {
  /** Where the text stands; copied into the quantity. */
  readonly sources?: readonly Source[];
  /** Unit from the heading or a unit column, used when the text prints none. */
  readonly unit?: string | null;
}

/** Longer cells are sentences: a single figure in them is not what the cell states. */
const LONGEST_CELL = 60;
/** Words that may stand around the one figure of a cell (提高13.62%, 年发放5000人次以上); more make it a sentence. */
const MOST_WORDS = 16;
const BLANK = /^[\s\-—–―‐‑―ー_/\\.·…~]*$/;
const DAMAGED = /\uFFFD|□{2,}|[\d.,]□|□[\d.,%]|\d\*{1,}|\*{1,}\d|[\d.]\?{2,}|\?{2,}[\d.%]/;
const REMARK = /\s*\((?![^()]*\d)[^()]{1,40}\)\s*$/;

/**
 * The figure that a whole cell or clause states. Blank and dashes are `missing`; illegible signs `unread`; words, several
 * figures and sentences are `text` without a value. One figure among a few words is that figure (提高13.62%, 100%覆盖).
 */
export function parseQuantity(raw: string, options: QuantityOptions = {}): Quantity {
  const sources = options.sources ?? [];
  const none = { raw, value: null, upper: null, unit: null, comparator: null, decimals: null, sources: [...sources] };
  // A blank of any length is missing; any other long text is a sentence, and is not folded at all.
  if (raw.length > LONGEST_CELL * 4) return { ...none, kind: /\S/.test(raw) ? 'text' : 'missing' };
  const text = withoutMarkup(foldCharacters(raw)).trim();
  if (BLANK.test(text)) return { ...none, kind: 'missing' };
  if (DAMAGED.test(text)) return { ...none, kind: 'unread' };
  if (text.length > LONGEST_CELL) return { ...none, kind: 'text' };
  const figure = onlyFigure(text);
  if (figure === null) return { ...none, kind: 'text' };
  if (figure.isDate) return toQuantity(figure, raw, sources);
  const context = options.unit?.trim() || null;
  const unit = figure.unit === null ? context : joinMultiplier(figure.unit, context);
  return { ...toQuantity(figure, raw, sources), unit, kind: kindOfUnit(unit) };
}

/** The one figure of a short text; null: none, several, or a sentence around it. */
function onlyFigure(text: string): ScannedFigure | null {
  const bare = text.replace(/^\(([^()]*)\)$/, '$1').trim();
  const whole = bareNumeral(bare);
  if (whole !== null) return whole;
  // 指标 and list numbers stand at line starts; a cell that is only digits, a point and digits has none.
  const glued = /^([-+]?\d{1,20})\.\s+(\d{1,20}%?)$/.exec(bare);
  const figures = scanFigures(glued ? `${glued[1]}.${glued[2]}` : bare);
  const [figure, ...others] = figures;
  if (figure === undefined || others.length > 0) return null;
  const around = `${bare.slice(0, figure.start)}${bare.slice(figure.end).replace(REMARK, '')}`.trim();
  if (glued) return figure;
  if (figure.spelled) return around === '' ? figure : null;
  if (around.length > MOST_WORDS || /[。；;!?！？×÷*=<>≥≤%‰]|\d/.test(around.replace(/[。；;]$/, ''))) return null;
  return figure;
}

/** 十二, 一百零三 and 零 alone in a cell. */
function bareNumeral(text: string): ScannedFigure | null {
  const value = parseChineseNumeral(text);
  if (value === null) return null;
  const base = { start: 0, end: text.length, upper: null, unit: null, comparator: null, isDate: false };
  return { ...base, value, decimals: 0, spelled: true };
}
