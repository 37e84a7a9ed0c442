import type { Mention, Sentence } from './mentions.ts';

/** The members a sentence names for a count. */
export interface Enumeration {
  readonly members: string[];
  /** It ends in 等 or says 包括, so that more may exist. */
  readonly open: boolean;
}

/** Only behind such words does a row of names before a number name what is counted: 从A、B、C三方面, 设置了A、B2个股室. */
const MARKERS = /从|由|围绕|包括|包含|涵盖|涉及|分为|分别为|设置了?|设立了?|设有|内设|下设|设|存在|形成了?/g;
/** A last member that ends in such a verb is none: 对A、B开展3项检查 counts the checks. */
const VERB_END =
  /(?:实行|开展|完成|建立|组织|制定|印发|出台|设立|新增|共有|共|有|为|达|召开|举办|发放|检查|安排|取得|落实|提供|开通|新建|建成|实施|推行|配备|购买|采购|进行|签订|办理|受理|给予|享受|使用|到|在|对|的|了)$/;
const COUNTED = /^(?:方面|大方面|类|大类|项|大项|种|点)$/;
const LONGEST_MEMBER = 30;
const MOST_MEMBERS = 40;
/** A count so many times the names beside it counts something else. */
const MOST_UNNAMED = 3;
const FOLLOWING = /^[，,]?\s*(分别(?:为|是|有)|即|具体为|具体包括|包括|[：:])\s*[：:]?/;

/** The names before the count (从资金管理和组织管理两个方面) or behind it (五个一级指标，分别为A、B、C、D和E); null: none. */
export function findEnumeration(sentence: Sentence, mention: Mention): Enumeration | null {
  const { dimension, figure } = mention;
  if (!dimension.startsWith('count:') || figure.quantity.value === null || figure.quantity.comparator !== null)
    return null;
  const count = Number(figure.quantity.value);
  const { text } = sentence.passage;
  return (
    (mention.noun === '' ? null : quotedBefore(text.slice(mention.labelStart, figure.start))) ??
    namesBefore(text.slice(mention.labelStart, figure.start).replace(/\s+/g, ''), { mention, count }) ??
    namesBehind(sentence, mention, count)
  );
}

/** 包含“A”“B”2个三级指标 */
function quotedBefore(words: string): Enumeration | null {
  const match = /((?:“[^“”]{1,80}”[、，和及与\s]*)+)(等)?[共计\s]*$/.exec(words);
  if (match?.[1] === undefined) return null;
  const members = [...match[1].matchAll(/“([^“”]+)”/g)].map(([, member = '']) => member.replace(/\s+/g, ''));
  return { members, open: match[2] !== undefined };
}

function namesBefore(words: string, counted: { mention: Mention; count: number }): Enumeration | null {
  const { mention, count } = counted;
  if (mention.noun === '' && !COUNTED.test(mention.figure.quantity.unit ?? '')) return null;
  const first = words.search(/[、和与及]/);
  const marker = [...words.slice(0, first === -1 ? 0 : first).matchAll(MARKERS)].at(-1);
  if (/、.*等(?:共|共计)?$/.test(words))
    return openNames(marker ? words.slice(marker.index + marker[0].length) : words);
  if (first === -1 || marker === undefined) return null;
  const names = words.slice(marker.index + marker[0].length).replace(/(?:共|共计)$/, '');
  if (VERB_END.test(names)) return null;
  const members = splitNames(names, count);
  if (members === null || members.length < 2 || count > members.length * MOST_UNNAMED) return null;
  return {
    members: members.map((member, index) => (index === 0 ? member.slice(member.lastIndexOf('的') + 1) : member)),
    open: false,
  };
}

/** 胰岛素、冠脉支架等234种 */
function openNames(words: string): Enumeration {
  const names = words.replace(/等(?:共|共计)?$/, '').split('、');
  return { members: names.filter((name) => name !== ''), open: true };
}

function namesBehind(sentence: Sentence, mention: Mention, count: number): Enumeration | null {
  const { text } = sentence.passage;
  const rest = text.slice(mention.nounEnd, sentence.end);
  const lead = FOLLOWING.exec(rest);
  if (lead?.[1] === undefined) return null;
  const end = rest.slice(lead[0].length).search(/[。；;）)]|，(?![^，。]*、)/);
  const length = end === -1 ? rest.length - lead[0].length : end;
  const from = mention.nounEnd + lead[0].length;
  if (sentence.mentions.some(({ figure }) => figure.start >= from && figure.start < from + length)) return null;
  const words = text.slice(from, from + length).replace(/\s+/g, '');
  const open = /等[^、]{0,8}$/.test(words) || lead[1].endsWith('包括');
  const members = splitNames(words.replace(/等[^、]{0,8}$/, ''), count);
  return members === null || members.length < 2 || count > members.length * MOST_UNNAMED ? null : { members, open };
}

/** Parts at 、; a joining 和 parts too where that makes the count right, or where there is no 、 at all. */
function splitNames(words: string, count: number): string[] | null {
  const listed = words.split(/[、，]/).map((name) => name.replace(/^(?:以及|和|与|及)/, ''));
  const joined = listed.flatMap((name, index) => (index === listed.length - 1 ? name.split(/以及|和|与|及/) : [name]));
  const members = listed.length === count && listed.length > 1 ? listed : joined;
  if (members.length > MOST_MEMBERS) return null;
  return members.every((name) => name !== '' && name.length <= LONGEST_MEMBER) ? members : null;
}
