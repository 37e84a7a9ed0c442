import type { Summary } from '../../model/dataset.ts';
import type { Message } from '../../model/source.ts';
import { WORDS_OF_FINDINGS } from '../report/words-of-findings.ts';
import type { Cell } from './book.ts';
import type { Unlisted } from './recomputed-sheet.ts';
import { emptyInputs, type SheetContext, toColumns } from './sheet-context.ts';
import { HEADINGS, OUTCOMES, SHEETS, TEXTS } from './words.ts';

const { severity: SEVERITIES, decision: DECISIONS } = WORDS_OF_FINDINGS;

const COLUMNS = [
  ['item', 30],
  ['value', 16],
  ['remark', 90],
] as const;

type Line = readonly [item: Message, value: Cell, remark?: Message];

const words = (zh: string, en: string): Message => ({ zh, en });

/** 摘要: what was read before what was found, what people decided, and what each sheet holds. The first sheet, written last. */
export async function writeSummarySheet(
  context: SheetContext,
  { summary, unlisted }: { summary: Summary; unlisted: Unlisted },
): Promise<void> {
  const { book, language } = context;
  const plan = { name: SHEETS.summary[language], columns: toColumns(language, COLUMNS), printed: 3, frozen: 0 };
  const sheet = book.addSheet({ ...plan, hasFilter: false }, { isFirst: true });
  const add = async (title: Message, lines: readonly Line[]): Promise<void> => {
    await sheet.addRow([{ value: title[language], tone: 'title' }]);
    for (const [item, value, remark] of lines) await sheet.addRow([item[language], value, remark?.[language] ?? null]);
    await sheet.addRow([]);
  };
  const inputs = emptyInputs(4);
  await add(
    TEXTS.bookTitle,
    [HEADINGS.reference, HEADINGS.preparer, HEADINGS.reviewer, HEADINGS.date].map((item, index) => [
      item,
      inputs[index] ?? null,
    ]),
  );
  await add(words('读取范围', 'What was read'), toCoverageLines(summary));
  await add(SHEETS.findings, toFindingLines(summary));
  await add(words('检查结果', 'Results of the checks'), toResultLines(summary));
  await add(HEADINGS.decision, toDecisionLines(context));
  await add(words('各表说明', 'The sheets'), toSheetLines(unlisted));
  await add(words('文字处理', 'Texts'), toTextLines(context));
  await sheet.finish();
}

function toCoverageLines({ coverage, records }: Summary): readonly Line[] {
  return [
    [words('文件', 'Files'), coverage.files],
    [words('读出报告的文件', 'Files with reports'), coverage.read],
    [words('没有报告的文件', 'Files without a report'), coverage.noReport],
    [words('失败的文件', 'Files that failed'), coverage.failed, words('见“失败文件”', 'see Failed files')],
    [words('报告', 'Reports'), coverage.reports],
    [words('页', 'Pages'), coverage.pages, words('只有分页格式计页', 'of formats that have pages')],
    [words('未读页', 'Pages not read'), coverage.pagesUnread],
    [words('指标', 'Indicators'), records.indicators],
    [words('资金行', 'Rows of funds'), records.funds],
  ];
}

function toFindingLines({ findings }: Summary): readonly Line[] {
  return [
    [
      SEVERITIES.error,
      { value: findings.error, tone: 'error' },
      words('报告自相矛盾，或违反自己印出的评分规则', 'the report contradicts itself or breaks a rule it prints'),
    ],
    [
      SEVERITIES.warning,
      { value: findings.warning, tone: 'warning' },
      words('违反报告未印出的规则，或应当一致而不一致', 'a rule it does not print, or figures that should agree'),
    ],
    [
      SEVERITIES.note,
      { value: findings.note, tone: 'note' },
      words('格式、用语、编号、截尾取整', 'form, wording, numbering, figures cut off instead of rounded'),
    ],
    [
      OUTCOMES.review,
      findings.review,
      words(
        '识读或对应关系不能确定，须人工核对原件，不计为错误',
        'the reading or the link is doubtful: look at the original',
      ),
    ],
  ];
}

function toResultLines({ results }: Summary): readonly Line[] {
  return [
    [OUTCOMES.pass, results.pass],
    [OUTCOMES.fail, results.fail],
    [OUTCOMES.review, results.review],
    [
      OUTCOMES.open,
      results.open,
      words('所需数字未填或未读出，不等于相符', 'a figure it needs is blank or was not read'),
    ],
    [OUTCOMES['not-applicable'], results.notApplicable],
  ];
}

function toDecisionLines({ decisions }: SheetContext): readonly Line[] {
  const count = (wanted: keyof typeof DECISIONS): number =>
    decisions.all.filter(({ decision }) => decision === wanted).length;
  return [
    [DECISIONS.accepted, count('accepted')],
    [DECISIONS.dismissed, count('dismissed')],
    [DECISIONS.corrected, count('corrected')],
    ...(decisions.unreadLines === 0
      ? []
      : [
          [
            words('读不出的决定', 'Decisions not read'),
            decisions.unreadLines,
            words('decisions.jsonl 中的残行', 'broken lines of decisions.jsonl'),
          ] as const,
        ]),
  ];
}

function toSheetLines({ passes }: Unlisted): readonly Line[] {
  return [
    [
      SHEETS.findings,
      null,
      words(
        '每行一个问题，错误在前；“证据”打开 report.html 中的原件位置',
        'one finding a row, errors first; the evidence opens report.html',
      ),
    ],
    [SHEETS.review, null, words('不能确定的问题', 'findings that are doubtful')],
    [
      SHEETS.recomputed,
      null,
      words(
        `算式以活公式重算：运算数在右侧“数1、数2……”各格，改动即重算；重算取整按填报数的小数位；差异＝填报数－重算数（至少两位小数）；允许尾差由填报数和运算数的取整而来，分值、得分、个数相加为 0；百分数以小数存放。不符和存疑的在前${passes === 0 ? '，相符的全部列出' : `，相符的另有 ${passes} 条未列，见 results.jsonl`}`,
        `live formulas over the operands in the cells No. 1, No. 2, … on the right; rounded = to the digits of the recorded figure; difference = recorded − recomputed to two digits at least; the rounding allowed is that of the recorded figure and the operands, 0 for sums of points, scores and counts; per cent are shares of one. Failing and doubtful ones first${passes === 0 ? '; all that agree are listed' : `; ${passes} more that agree are in results.jsonl only`}`,
      ),
    ],
    [SHEETS.checks, null, words('每项检查的结果数', 'counts of each check')],
    [SHEETS.reports, null, words('每份报告的结果数', 'counts of each report')],
    [
      SHEETS.indicators,
      null,
      words(
        '读出的指标；文字栏为原文，数栏只放单一数值',
        'indicators as read: texts as printed, numbers where there is a single one',
      ),
    ],
    [SHEETS.funds, null, words('读出的资金行', 'rows of funds as read')],
    [SHEETS.failures, null, words('未能读出的文件、原因和办法', 'files that could not be read, why, and what to do')],
  ];
}

function toTextLines({ book }: SheetContext): readonly Line[] {
  const { removed, cut, prefixed } = book.texts;
  return [
    [
      words('删去的控制字符', 'Control characters taken out'),
      removed,
      words('表格文件不能存放的字符', 'a workbook cannot hold them'),
    ],
    [
      words('截断的文字', 'Texts cut'),
      cut,
      words('超过一格的 32,767 个字符；全文见数据集', 'beyond the 32,767 characters of a cell; whole in the dataset'),
    ],
    [
      words('前加单引号的文字', 'Texts after an apostrophe'),
      prefixed,
      words(
        '以 = + - @ 或制表符开头，加引号以免成为公式',
        'they begin with = + - @ or a tab and must not become formulas',
      ),
    ],
  ];
}
