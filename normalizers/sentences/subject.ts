/** Words at the beginning of a label that say nothing of what is counted. */
const LEADING =
  /^(?:[①-⑳]|[-•]|\d{1,2}[.．、]|[（(][\d一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|其中|此外|另外|同时|并且|并|且|而|及|和|与|或|以及|还有|将|把|对|在(?![职岗册校编建训])|按照|按(?!时|期|质|量|年|月|规|序|病|人头)|根据|依据|经|共有|共计|合计|累计|总计|一共|共|截至|截止|其余|从(?!事)|由|本次|该|我局|我区|我市|我县|我省|目前|年内|全年|当年|本年度|本年|今年|去年|上年度|上年|年初|年末|年底|年度|[一二三四五六七八九十]是|预计|计划|拟|实际|核定|保障了|确保了?|实现了?|做到了?|设置了?|分别为|分别|：|:|、|，|-|—)+/;
/** Words at its end that only join it to the figure. */
const TRAILING =
  /(?:为|是|达到|达|有|共计|(?<!公)共|合计|累计|总计|一共|约为|约|将近|近|大约|增至|降至|升至|增加到|增加至|提高到|提高至|提升到|提升至|下降到|下降至|上升到|上升至|调整为|调整到|调减为|调增为|压减为|仅为|仅|只有|(?<![人户年月日平])均|分别|的|了|即|按|按照|在|由|从|每人每年|每人每月|每人|每户|每年|每月|：|:|“|"|、|，)+$/;
/** A label that consists of such words names no thing of its own: its figure is about what the sentence spoke of before. */
const ROLE_TAIL =
  /(?:(?:全年|年初|年度|本年度?|当年|上年度?|年末|年底|调整后?的?|压减后|追加后|财政|中期|总|实际|累计|已|(?<!公)共|完成)*(?:(?<!公共)预算(?:金额|调整数|执行数|安排数|数|总额|安排|资金|支出)?|执行数|支出数?|使用|执行|拨付|支付|到位|安排|下达|发放|投入|收入|(?:滚存)?(?:结余|结转|剩余)(?:结转)?)(?:资金|金额|数|总额)?)$/;
/** 2022年 and the like, where no date was read there. */
const YEAR = /(?:19|20)\d{2}年度?/g;

/** The words that say what is counted, without joining words; "" if none are left. */
export function toSubject(label: string): string {
  let text = label.replace(YEAR, '');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(LEADING, '').replace(TRAILING, '');
  }
  text = text.replace(/^[）)]+|[（(]+$/g, '');
  // The basis says whether a figure is planned or actual: 区域实际参保人数 and 区域参保人数 are the same thing.
  text = text.replace(/(?<=[\u4e00-\u9fff]{2})(?:实际|预计)(?=[\u4e00-\u9fff]{2})/g, '');
  return hasOpenTitle(text) ? text.slice(Math.max(text.lastIndexOf('》'), text.lastIndexOf('《')) + 1) : text;
}

/** A verb with the money it moves: 完成拨付区级承担资金, 安排资金. */
const MOVED =
  /^(.*?)(?:共|已|完成|实际|应)*(?:拨付|支付|安排|下达|发放|投入|使用|列支|拨入|收到|支出)(?:了)?(.*?(?:资金|经费|费用|费|款|金))$/;

/** The thing an amount is about: 代办费 of 代办费全年预算, "" of 实际支出; 医疗待遇支出 stays whole, as do names of funds. */
export function amountSubject(label: string): string {
  const subject = toSubject(toSubject(label).replace(/(?<=资金|经费|预算|收入|支出)(?:总额|总量|规模|总数)$/, ''));
  const moved = MOVED.exec(subject);
  if (moved) {
    const [, before = '', thing = ''] = moved;
    return /^(?:资金|经费|费用|款|金)$/.test(thing) ? toSubject(before) : toSubject(thing);
  }
  const role = ROLE_TAIL.exec(subject);
  if (/^(?:项目|基本)支出$/.test(subject)) return subject;
  if (role === null) return subject.replace(/^预算(?=.{2})/, '');
  const rest = toSubject(subject.slice(0, role.index));
  const modified =
    /^(?:全年|年初|年度|本年|当年|调整|压减|追加|财政预算|预算|实际|累计|已|共|完成|总)/.test(role[0]) || rest === '';
  return modified || /资金|经费|费$|项目|款$/.test(rest.slice(-2)) ? rest.replace(/^预算(?=.{2})/, '') : subject;
}

/** What a count counts, without who counted it: 组织医保工作会议 of 某局共组织医保工作会议. */
export function countSubject(label: string): string {
  const subject = toSubject(label);
  const last = [
    ...subject.matchAll(/共计|累计|(?<!公)共(?![享同建产青和筹])|(?:共)?(?:设置|设立|下设|设有|内设)了?(?=.)/g),
  ].at(-1);
  const rest = last && last.index > 0 ? toSubject(subject.slice(last.index + last[0].length)) : '';
  return rest.length >= 2 ? rest : subject;
}

/** 项目决策 of 项目决策类指标分值 or 过程管理类指标实际; "" of 指标权重分值, 本项指标得. */
export function scoreSubject(label: string): string {
  const text = toSubject(label)
    .replace(
      /(?:自评|实际|最终|评价|综合|权重|标准|参考)*(?:总分|分值|得分率|总得分|得分|满分|权重|分数|评分|得|扣)$/,
      '',
    )
    .replace(/(?:自评|实际|最终|评价|权重)+$/, '');
  const bare = toSubject(text)
    .replace(/(?:类|部分|方面)指标$/, '')
    .replace(/^((?:项目|过程|决策|管理).{2,})指标$/, '$1')
    .replace(/(?:类|部分|方面)$/, '');
  return /^(?:指标)$|^(?:本项|本|该项|该|此项|此|各项|项目|单项|每项|评价|绩效)?(?:指标)?$/.test(bare) ? '' : bare;
}

function hasOpenTitle(text: string): boolean {
  return text.includes('》') || text.includes('《');
}
