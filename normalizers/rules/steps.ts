import type { Rule } from '../../pipeline/model/report.ts';
import { matchesOf, parametersOf, type RuleMatch } from './rule-match.ts';

type Sign = NonNullable<Rule['parameters']['comparator']>;

const SIGNS: readonly (readonly [RegExp, Sign])[] = [
  [/^(?:≥|>=|大于或?等于|不低于|不少于|不小于|达到|达)$/, '>='],
  [/^(?:≤|<=|小于或?等于|不高于|不超过|不大于)$/, '<='],
  [/^(?:>|大于|高于|超过)$/, '>'],
  [/^(?:<|小于|低于|不足)$/, '<'],
  [/^=$/, '='],
];
const SIGN =
  '(≥|>=|大于或?等于|不低于|不少于|不小于|≤|<=|小于或?等于|不高于|不超过|不大于|>|大于|高于|超过|<|小于|低于|不足|=|达到|达)';
const UNIT = '(?:%|‰|万元|元|个百分点|人次|[次人个家项起件天条篇期场户名份处例])';
const THRESHOLD = new RegExp(
  `([^“”"',，。;；:()≥≤<>=\\d]{0,40}?)${SIGN}?(\\d+(?:\\.\\d+)?)${UNIT}?(\\(含\\)|及)?(以上)?(?:的|时)?[,，]?(?:得|计|记|赋)(满|\\d+(?:\\.\\d+)?)分` +
    '(?:[,，;；](?:否则|未达到?(?:的|标准)?|其余|低于(?:该值)?的?)[,，]?(不得分|不计分|得(\\d+(?:\\.\\d+)?)分))?',
  'g',
);
const EARNS = /(?:得|计|记|赋)(?:满|\d+(?:\.\d+)?)分/;
/** A rule without an operator (100%得满分) is one only where it is quoted or announced. */
const ANNOUNCED = /(?:[“"]|(?:标准|规则|细则|办法|要求)(?:[:：]|为)?)$/;
const LEAD = /^(?:(?:根据|按照?|依据)?(?:指标)?(?:评分|计分|评价|赋分)(?:标准|规则|细则|办法)[:：]?|且|并|则|如|若|当)/;

/** “预算执行率≥90%，得4分，否则不得分”, ≥2次得满分: points for reaching a bound; points null is 满分. */
export function findThresholdRules(text: string, topic: string | null): RuleMatch[] {
  if (!EARNS.test(text)) return [];
  return matchesOf(THRESHOLD, text).flatMap((match): RuleMatch[] => {
    const [whole, words = '', sign, threshold = '', , above, earned = '', otherwise, otherPoints] = match;
    const lead = LEAD.exec(words)?.[0] ?? '';
    const said = words.slice(lead.length);
    const announced = lead !== '' || ANNOUNCED.test(text.slice(0, match.index));
    const firm = sign !== undefined && !['达到', '达', '超过', '高于', '低于', '不足'].includes(sign);
    if (!announced && otherwise === undefined && !(firm && !/^(?:实际)?得$/.test(words))) return [];
    const comparator =
      sign === undefined
        ? above === undefined
          ? '='
          : '>='
        : (SIGNS.find(([sample]) => sample.test(sign))?.[1] ?? null);
    return [
      {
        kind: 'threshold',
        scope: { applies: 'indicator', name: topic ?? (said === '' ? null : said) },
        parameters: parametersOf({
          comparator,
          threshold,
          points: earned === '满' ? null : earned,
          otherwise: otherwise === undefined ? null : (otherPoints ?? '0'),
        }),
        start: match.index + lead.length,
        end: match.index + whole.length,
      },
    ];
  });
}

const STEP_UNIT = '(?:个百分点|百分点|%|‰|分钟|小时|万元|[次天日项例处个人家起件条份户篇期])';
const DEDUCTION = new RegExp(
  `每(?:减少|降低|下降|低于|低|少于|少|增加|超过|超出|超|高于|高出|高|上升|延迟|推迟|延误|逾期|迟|偏离|有|出现|发现|发生|缺少|缺|漏)?(一|\\d+(?:\\.\\d+)?)${STEP_UNIT}[^。;；,，“”]{0,15}?[,，]?(?:扣减|扣除|扣|减)(?:掉)?(\\d+(?:\\.\\d+)?)分` +
    '(?:[,，](?:直至|直到)?(?:扣完为止|扣完|最多扣\\d+(?:\\.\\d+)?分))?',
  'g',
);
const TARGET_BEFORE = new RegExp(`${SIGN}(\\d+(?:\\.\\d+)?)${UNIT}?[^。“”]{0,24}$`);

/** 每低1个百分点扣0.5分，扣完为止: points taken off per step, from the bound said just before where there is one. */
export function findDeductionRules(text: string, topic: string | null): RuleMatch[] {
  return matchesOf(DEDUCTION, text).map((match): RuleMatch => {
    const [whole, size = '1', taken = '0'] = match;
    const target = TARGET_BEFORE.exec(text.slice(Math.max(0, match.index - 40), match.index));
    const sign = target?.[1];
    return {
      kind: 'deduction',
      scope: { applies: 'indicator', name: topic },
      parameters: parametersOf({
        comparator: sign === undefined ? null : boundOf(sign),
        threshold: target?.[2] ?? null,
        points: taken,
        step: size === '一' ? '1' : size,
      }),
      start: match.index,
      end: match.index + whole.length,
    };
  });
}

/** 低于90%的扣分 means that 90% and above is met. */
function boundOf(sign: string): Sign | null {
  if (/^(?:<|小于|低于|不足)$/.test(sign)) return '>=';
  if (/^(?:>|大于|高于|超过)$/.test(sign)) return '<=';
  return SIGNS.find(([sample]) => sample.test(sign))?.[1] ?? null;
}

const MISSING_FULL =
  /[^。;；,，]{0,20}(?:缺省|不适用|合理缺项|缺项)(?:项|指标)?(?:处理)?[^。;；]{0,24}?(?:得|计|记)满分/g;

/** 本项指标按缺省处理，本项指标得满分: an indicator that does not apply has its full points. */
export function findNotApplicableRules(text: string, topic: string | null): RuleMatch[] {
  return matchesOf(MISSING_FULL, text).map(
    (match): RuleMatch => ({
      kind: 'not-applicable-full',
      scope: { applies: 'indicator', name: topic },
      parameters: parametersOf({}),
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
}

const LEVEL =
  '((?:年度)?(?:产出|效益|成本|(?:服务对象)?满意度|决策|过程|投入|管理)(?:类)?指标|项目(?:决策|过程|管理|产出|效益|效果)|预算(?:资金)?执行(?:率|情况)?(?:指标)?)';
const LEVEL_POINTS = new RegExp(`${LEVEL}(?:的?(?:分值|权重))?(?:一般)?(?:为|占|设为|计|:)?(\\d+(?:\\.\\d+)?)分`, 'g');
const SCHEME = /原则上|统一|权重|分值/;
/** 自评得分96分，其中产出指标48分、… tells scores that were given. */
const GIVEN = /得分|自评|扣|评为/;
const LEVEL_GAP = 8;

/** 原则上：产出指标50分、效益指标30分、满意度指标10分、预算执行率10分: what every level has, where at least three stand together. */
export function findLevelPoints(text: string): RuleMatch[] {
  const matches = matchesOf(LEVEL_POINTS, text);
  const together = matches.every((match, index) => {
    const before = matches[index - 1];
    return before === undefined || match.index - before.index - before[0].length <= LEVEL_GAP;
  });
  const first = matches[0];
  if (matches.length < 3 || !first || !together || !SCHEME.test(text.slice(0, first.index))) return [];
  if (GIVEN.test(text.slice(Math.max(0, first.index - 40), first.index))) return [];
  return matches.map((match): RuleMatch => {
    const [whole, name = '', earned = '0'] = match;
    return {
      kind: 'level-points',
      scope: name.startsWith('预算') ? { applies: 'execution', name } : { applies: 'group', name },
      parameters: parametersOf({ points: earned }),
      start: match.index,
      end: match.index + whole.length,
    };
  });
}
