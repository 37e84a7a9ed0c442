/** What report.html says, in Chinese and English. Texts of documents never come from here. */

/** @typedef {'zh' | 'en'} Language */

/** @type {Language} */
let language = 'zh';

/** @returns {Language} */
export function currentLanguage() {
  return language;
}

/** @param {Language} next */
export function setLanguage(next) {
  language = next;
}

/**
 * The wording in the language shown.
 * @param {{ readonly zh: string, readonly en: string }} message
 * @returns {string}
 */
export function say(message) {
  return message[language];
}

/**
 * A sentence with numbers or names put in where `{0}`, `{1}` … stand.
 * @param {{ readonly zh: string, readonly en: string }} message
 * @param {...(string | number)} values
 * @returns {string}
 */
export function fill(message, ...values) {
  return say(message).replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)] ?? ''));
}

export const WORDS = {
  title: { zh: '核对报告', en: 'Report of checks' },
  overview: { zh: '概览', en: 'Overview' },
  findings: { zh: '问题', en: 'Findings' },
  otherLanguage: { zh: 'English', en: '中文' },
  print: { zh: '打印所列问题', en: 'Print those listed' },
  printLimit: { zh: '只打印前 {0} 条', en: 'prints the first {0} only' },
  filters: { zh: '筛选', en: 'Filters' },
  clear: { zh: '清除筛选', en: 'Clear filters' },
  search: { zh: '搜索', en: 'Search' },
  searchHint: { zh: '文件、项目、数字…', en: 'file, project, figure …' },
  all: { zh: '全部', en: 'all' },
  severityGroup: { zh: '严重程度', en: 'Severity' },
  outcomeGroup: { zh: '结论', en: 'Outcome' },
  causeGroup: { zh: '原因', en: 'Cause' },
  decisionGroup: { zh: '处理', en: 'Decision' },
  check: { zh: '检查', en: 'Check' },
  unit: { zh: '单位', en: 'Unit' },
  file: { zh: '文件', en: 'File' },
  sort: { zh: '排序', en: 'Order' },
  sortSeverity: { zh: '按严重程度', en: 'by severity' },
  sortFile: { zh: '按文件', en: 'by file' },
  sortCheck: { zh: '按检查', en: 'by check' },
  noUnit: { zh: '（未写明单位）', en: '(no unit stated)' },
  list: { zh: '问题清单', en: 'List of findings' },
  shown: { zh: '{0} 条，共 {1} 条', en: '{0} of {1}' },
  pageOf: { zh: '第 {0} / {1} 页', en: 'page {0} of {1}' },
  previousPage: { zh: '上一页', en: 'Previous page' },
  nextPage: { zh: '下一页', en: 'Next page' },
  noneFound: { zh: '没有符合条件的问题', en: 'No finding fits the filters' },
  noFindings: { zh: '没有发现问题', en: 'No findings' },
  keys: { zh: 'j 下一条 · k 上一条 · / 搜索', en: 'j next · k previous · / search' },
  detail: { zh: '问题详情', en: 'The finding' },
  choose: { zh: '在左侧选择一条问题', en: 'Choose a finding from the list' },
  loading: { zh: '正在读取…', en: 'Reading …' },
  notRead: {
    zh: '浏览器过旧，读不出详情；请用 2020 年以后的 Chrome、Edge、Firefox 或 Safari 打开',
    en: 'This browser is too old to show details; use Chrome, Edge, Firefox or Safari of recent years',
  },
  recorded: { zh: '填报', en: 'Recorded' },
  recomputed: { zh: '重算', en: 'Recomputed' },
  counterpartFigure: { zh: '对照', en: 'Counterpart' },
  difference: { zh: '差异', en: 'Difference' },
  rounding: { zh: '取整', en: 'Rounding' },
  formula: { zh: '算式', en: 'Formula' },
  why: { zh: '说明', en: 'What does not agree' },
  basis: { zh: '依据', en: 'Basis' },
  implied: { zh: '依据的分值表中没有写明，按通行做法推定', en: 'Rests on points the form does not print' },
  consequences: { zh: '由此连带不符', en: 'Fails only because of this' },
  place: { zh: '位置', en: 'Place' },
  report: { zh: '报告', en: 'Report' },
  evidence: { zh: '原文', en: 'In the document' },
  legend: { zh: '框出的数字', en: 'What is boxed' },
  pageView: { zh: '在页面上的位置', en: 'Where on the page' },
  pageNumber: { zh: '第 {0} 页', en: 'page {0}' },
  rowNumber: { zh: '第 {0} 行', en: 'row {0}' },
  lineNumber: { zh: '原文第 {0} 行', en: 'line {0}' },
  recognised: { zh: '识别', en: 'recognised' },
  noPicture: {
    zh: '没有这一页的图像，以下按识别出的文字绘制',
    en: 'There is no picture of this page; it is drawn from the text that was recognised',
  },
  readAs: { zh: '（经人工更正，原读作“{0}”）', en: '(corrected by a person; was read as "{0}")' },
  tableNoCaption: { zh: '表格', en: 'Table' },
  paragraph: { zh: '正文', en: 'Text' },
  rowsLeftOut: { zh: '省略 {0} 行', en: '{0} rows left out' },
  wholeTable: { zh: '显示整张表', en: 'Show the whole table' },
  blank: { zh: '（空）', en: '(blank)' },
  acrossFiles: { zh: '跨文件', en: 'across files' },
  decidedBy: { zh: '{0}，{1}', en: '{0}, {1}' },
  link: { zh: '本条链接', en: 'Link to this finding' },
  coverage: { zh: '读到了什么', en: 'What was read' },
  files: { zh: '文件', en: 'files' },
  filesSplit: { zh: '有报告 {0} · 没有报告 {1} · 未读出 {2}', en: '{0} with a report · {1} without · {2} not read' },
  reports: { zh: '份报告', en: 'reports' },
  records: { zh: '指标 {0} · 资金行 {1} · 文中数字 {2}', en: '{0} indicators · {1} fund rows · {2} figures in text' },
  pages: { zh: '页', en: 'pages' },
  pagesSplit: { zh: '未读 {0} 页', en: '{0} not read' },
  checksDone: { zh: '项核对', en: 'results' },
  checksSplit: {
    zh: '相符 {0} · 不符 {1} · 存疑 {2} · 未能判断 {3}',
    en: '{0} agree · {1} do not · {2} doubtful · {3} open',
  },
  openChecks: { zh: '未能判断的核对', en: 'Checks that could not decide' },
  openExplained: {
    zh: '所需数字缺失或未读出；不等于相符',
    en: 'A figure was missing or not read; that is not agreement',
  },
  gaps: { zh: '没有核对到的文件', en: 'Files that were not checked, or not wholly' },
  noGaps: { zh: '所有文件都有报告，所有页面都已读出', en: 'Every file has a report, every page was read' },
  moreGaps: { zh: '另有 {0} 个文件，见 files.jsonl', en: '{0} more files; see files.jsonl' },
  gapFailed: { zh: '未读出', en: 'not read' },
  gapNoReport: { zh: '没有发现报告', en: 'no report in it' },
  gapPages: { zh: '{0} 页未读', en: '{0} pages not read' },
  outcome: { zh: '结果', en: 'What came of it' },
  found: { zh: '发现了什么', en: 'What was found' },
  byCheck: { zh: '按检查', en: 'By check' },
  byUnit: { zh: '按单位', en: 'By unit' },
  moreBars: { zh: '另有 {0} 项未画出', en: '{0} more not drawn' },
  scores: { zh: '总分：填报与重算', en: 'Total scores: recorded and recomputed' },
  scoresSaid: {
    zh: '{0} 份相符，{1} 份不符，{2} 份无法重算',
    en: '{0} agree, {1} do not, {2} could not be recomputed',
  },
  scorePoint: { zh: '填报 {0}，重算 {1}', en: 'recorded {0}, recomputed {1}' },
  scoreAgree: { zh: '{0} 分左右相符 {1} 份', en: '{1} agree at about {0}' },
  barSaid: { zh: '{0}：{1}', en: '{0}: {1}' },
  decided: { zh: '已处理 {0} 条，其中驳回 {1} 条', en: '{0} decided, {1} of them dismissed' },
  vanished: { zh: '另有 {0} 条处理记录所指的问题已不存在', en: '{0} decisions are on findings that are gone' },
};

export const SEVERITY_WORDS = {
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  note: { zh: '提示', en: 'note' },
};
export const OUTCOME_WORDS = { fail: { zh: '不符', en: 'fails' }, review: { zh: '存疑', en: 'review' } };
export const CAUSE_WORDS = {
  'report-error': { zh: '报告本身前后不符', en: 'the report disagrees with itself' },
  'extraction-doubt': { zh: '读数存疑，请对照原件', en: 'doubtful reading: look at the original' },
  unresolved: { zh: '联系不确定，请人工判断', en: 'the link is not certain: judge yourself' },
};
export const DECISION_WORDS = {
  none: { zh: '未处理', en: 'not decided' },
  accepted: { zh: '已接受', en: 'accepted' },
  dismissed: { zh: '已驳回', en: 'dismissed' },
  corrected: { zh: '已更正读数', en: 'reading corrected' },
};
export const ROUNDING_WORDS = {
  nearest: { zh: '四舍五入后相符', en: 'right when rounded' },
  truncation: { zh: '截尾后相符，四舍五入不符', en: 'right only when cut off' },
  none: { zh: '怎样取整都不符', en: 'wrong however rounded' },
};
export const ROLE_WORDS = {
  recorded: { zh: '填报', en: 'recorded' },
  operand: { zh: '依据', en: 'operand' },
  counterpart: { zh: '对照', en: 'counterpart' },
  rule: { zh: '规则', en: 'rule' },
};
