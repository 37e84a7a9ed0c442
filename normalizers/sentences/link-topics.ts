import type { Draft } from './draft.ts';

const RATE_NAME = /(?:率|比率|比例|满意度|覆盖|占比|比)(?:[（(]%[）)])?$/;
const AMOUNT_NAME = /(?:成本|经费|金额|费用|标准|投资|单价)(?:[（(](?:万?元)[）)])?$/;
const COUNT_NAME = /(?:次数|人数|人次|数量|规模|个数|户数|件数|期数|套数|总数|数)(?:[（(].{1,3}[）)])?$/;
/** Such names ask for words; a figure in their paragraph is told by the way. */
const QUALITY_NAME =
  /(?:水平|能力|程度|情况|质量|效果|影响|作用|性|范围|地区|机制|制度|改革|试点|公开|体系|概况|依据|目的|过程|原则|结论|结果|单位|规范|科学|合理|细化)$/;
const TIME_NAME = /(?:时间|时限|时长|日期|期限|天数)$/;

type Kind = 'ratio' | 'amount' | 'time' | 'count';

/**
 * In a paragraph that begins with an indicator's name (工作满意度：…) the figure that is this indicator's value gets the name
 * before its own subject: the one whose words end like the name, else the only one of the kind that the name asks for.
 */
export function linkTopics(drafts: readonly Draft[]): void {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const { topic, topicLeads, headings } = draft.sentence.passage;
    if (topic === null || !topicLeads || draft.mention === null) continue;
    const key = [...headings, topic].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), draft]);
  }
  for (const group of groups.values()) linkGroup(group, group[0]?.sentence.passage.topic ?? '');
}

function linkGroup(group: readonly Draft[], topic: string): void {
  const numbered = topicLine(group) !== topic;
  const kind = kindOfName(topic);
  const open = group.filter(
    (draft) =>
      kindOf(draft) === kind &&
      draft.metric !== 'score' &&
      draft.metric !== 'points' &&
      draft.partOf === null &&
      draft.list === null,
  );
  const named = open.filter(({ subject }) => endsAlike(subject, topic));
  const asks =
    RATE_NAME.test(topic) ||
    AMOUNT_NAME.test(topic) ||
    COUNT_NAME.test(topic) ||
    !(numbered || QUALITY_NAME.test(topic));
  const chosen = named.length > 0 ? named : open.length === 1 && asks ? open : [];
  for (const draft of chosen) {
    if (draft.subject.includes(topic)) continue;
    draft.subject = draft.subject === '' || topic.endsWith(draft.subject) ? topic : `${topic}：${draft.subject}`;
  }
}

/** The leading name as printed, which a list number makes longer than the topic. */
function topicLine(group: readonly Draft[]): string {
  return (group[0]?.sentence.passage.headings.at(-1) ?? '').replace(/\s+/g, '');
}

function kindOfName(name: string): Kind {
  if (RATE_NAME.test(name)) return 'ratio';
  if (AMOUNT_NAME.test(name)) return 'amount';
  return TIME_NAME.test(name) ? 'time' : 'count';
}

function kindOf({ dimension, metric }: Draft): Kind | null {
  if (dimension === 'ratio') return 'ratio';
  if (dimension.startsWith('money')) return 'amount';
  if (dimension === 'duration' || dimension === 'months' || dimension === 'workdays') return 'time';
  return metric === 'count' || metric === 'people' ? 'count' : null;
}

/** Two characters and more at the end in common, 率 alone saying nothing. */
function endsAlike(subject: string, topic: string): boolean {
  if (subject === '') return false;
  const bare = topic.replace(/[（(][^（()）]*[)）]$/, '');
  if (bare.endsWith(subject) || subject.endsWith(bare)) return subject.length >= 2;
  let length = 0;
  while (length < Math.min(subject.length, bare.length) && subject.at(-1 - length) === bare.at(-1 - length))
    length += 1;
  return length >= 3;
}
