import { CAUSE_WORDS, DECISION_WORDS, OUTCOME_WORDS, SEVERITY_WORDS } from './words.js';

/** @typedef {import('../page-data.ts').PageIndex} Index */
/** @typedef {import('../page-data.ts').FindingRow} Row */
/** @typedef {'severity' | 'file' | 'check'} Order */

/**
 * What is looked for. Empty sets and nulls let everything through.
 * @typedef {object} Criteria
 * @property {ReadonlySet<string>} severities
 * @property {ReadonlySet<string>} outcomes
 * @property {ReadonlySet<string>} causes
 * @property {ReadonlySet<string>} decisions
 * @property {number | null} check
 * @property {string | null} unit
 * @property {number | null} file
 * @property {string} text
 * @property {Order} order
 */

/** @type {Criteria} */
export const NO_CRITERIA = {
  severities: new Set(),
  outcomes: new Set(),
  causes: new Set(),
  decisions: new Set(),
  check: null,
  unit: null,
  file: null,
  text: '',
  order: 'severity',
};

const SEVERITY_RANK = { error: 0, warning: 1, note: 2 };

/**
 * The rows that fit all criteria, as indexes, in the order asked for; rows that are alike keep the order of the dataset.
 * @param {Pick<Index, 'checks' | 'files' | 'reports'>} index
 * @param {readonly Row[]} rows
 * @param {Criteria} criteria
 * @returns {readonly number[]}
 */
export function selectRows(index, rows, criteria) {
  const words = criteria.text
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  /** @type {number[]} */
  const selected = [];
  rows.forEach((row, number) => {
    if (fits(index, row, criteria) && (words.length === 0 || hasWords(toHaystack(index, row), words))) {
      selected.push(number);
    }
  });
  if (criteria.order === 'file') return selected;
  /** @type {(number: number) => number} */
  const rank = (number) => {
    const row = rows[number];
    if (row === undefined) return 0;
    return criteria.order === 'check' ? toCheckRank(index, row) : toSeverityRank(row);
  };
  return selected.sort((a, b) => rank(a) - rank(b) || a - b);
}

/**
 * Unit a finding is counted under; '' where the report states none or the finding is across files.
 * @param {Pick<Index, 'reports'>} index
 * @param {Row} row
 * @returns {string}
 */
export function toUnit(index, row) {
  return row[6] === null ? '' : (index.reports[row[6]]?.unit ?? '');
}

/**
 * @param {Pick<Index, 'reports'>} index
 * @param {Row} row
 * @param {Criteria} criteria
 * @returns {boolean}
 */
function fits(index, row, { severities, outcomes, causes, decisions, check, unit, file }) {
  const [, severity, outcome, cause, ownCheck, ownFile, , decision] = row;
  return (
    allows(severities, severity) &&
    allows(outcomes, outcome) &&
    allows(causes, cause) &&
    allows(decisions, decision ?? 'none') &&
    (check === null || check === ownCheck) &&
    (file === null || file === ownFile) &&
    (unit === null || unit === toUnit(index, row))
  );
}

/**
 * @param {ReadonlySet<string>} wanted
 * @param {string} value
 * @returns {boolean}
 */
function allows(wanted, value) {
  return wanted.size === 0 || wanted.has(value);
}

/** Doubtful ones come after those of their severity that fail.
 * @param {Row} row
 * @returns {number}
 */
function toSeverityRank([, severity, outcome, , , , , decision]) {
  return (decision === 'dismissed' ? 100 : 0) + SEVERITY_RANK[severity] * 2 + (outcome === 'review' ? 1 : 0);
}

/**
 * @param {Pick<Index, 'checks'>} index
 * @param {Row} row
 * @returns {number} the id as a number: letter, then digits
 */
function toCheckRank({ checks }, row) {
  const id = checks[row[4]]?.id ?? '';
  return id.charCodeAt(0) * 10_000 + Number(id.slice(1));
}

/** @type {WeakMap<Row, string>} */
const haystacks = new WeakMap();

/**
 * @param {Pick<Index, 'checks' | 'files' | 'reports'>} index
 * @param {Row} row
 * @returns {string}
 */
function toHaystack(index, row) {
  const known = haystacks.get(row);
  if (known !== undefined) return known;
  const [anchor, severity, outcome, cause, check, file, report, decision, ...texts] = row;
  const { id, title } = index.checks[check] ?? { id: '', title: { zh: '', en: '' } };
  const { title: name, project, department, unit, year } = (report === null ? undefined : index.reports[report]) ?? {};
  const named = [
    SEVERITY_WORDS[severity],
    OUTCOME_WORDS[outcome],
    CAUSE_WORDS[cause],
    DECISION_WORDS[decision ?? 'none'],
  ];
  const parts = [
    anchor,
    id,
    title.zh,
    title.en,
    index.files[file],
    name,
    project,
    department,
    unit,
    year,
    ...texts,
    ...named.flatMap(({ zh, en }) => [zh, en]),
  ];
  const haystack = parts.join('\n').normalize('NFKC').toLowerCase();
  haystacks.set(row, haystack);
  return haystack;
}

/**
 * @param {string} haystack
 * @param {readonly string[]} words
 * @returns {boolean}
 */
function hasWords(haystack, words) {
  return words.every((word) => haystack.includes(word));
}
