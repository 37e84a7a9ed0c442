/** What the values of a finding and of a decision are called in a table for people. */
export const WORDS_OF_FINDINGS = {
  severity: {
    error: { zh: '错误', en: 'error' },
    warning: { zh: '警告', en: 'warning' },
    note: { zh: '提示', en: 'note' },
  },
  outcome: { fail: { zh: '不符', en: 'fail' }, review: { zh: '存疑', en: 'review' } },
  cause: {
    'report-error': { zh: '报告本身不符', en: 'the report disagrees with itself' },
    'extraction-doubt': { zh: '读数存疑', en: 'doubtful reading' },
    unresolved: { zh: '尚不能断定', en: 'not settled' },
  },
  rounding: {
    nearest: { zh: '四舍五入后相符', en: 'right when rounded' },
    truncation: { zh: '截尾后相符', en: 'right when cut off' },
    none: { zh: '无论如何取整都不符', en: 'wrong however it is rounded' },
  },
  decision: {
    accepted: { zh: '已接受', en: 'accepted' },
    dismissed: { zh: '已驳回', en: 'dismissed' },
    corrected: { zh: '已更正读数', en: 'reading corrected' },
    undecided: { zh: '未决定', en: 'undecided' },
  },
} as const;
