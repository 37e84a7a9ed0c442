import { folded } from '../printed.ts';

/** Names of level-1 indicators, as headings of sections and first columns print them, without 指标 at the end. */
const LEVEL1_NAMES: ReadonlySet<string> = new Set(
  [
    '决策',
    '投入',
    '过程',
    '管理',
    '产出',
    '效益',
    '效果',
    '满意度',
    '成本',
    '效率',
    '绩效',
    '影响力',
    '可持续发展',
    '可持续性',
    '履职效能',
    '管理效率',
    '服务对象满意度',
    '社会效应',
    '过程管理',
    '决策管理',
    '投入管理',
    '预算执行',
    '预算执行率',
    '资金管理',
    '运行成本',
    '履职效益',
    '履职产出',
    '可持续影响',
  ].flatMap((name) => [name, `项目${name}`, `部门${name}`]),
);
/** Names of level-2 indicators as far as forms agree on them, without 指标 at the end. */
const LEVEL2_NAME =
  /^(?:产出)?(?:数量|质量|时效|成本|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|环境效益|可持续影响|可持续发展|服务对象满意度|满意度|社会公众或服务对象.*|受益对象满意度)$/u;

/** A level-1 name, with or without 指标 at its end. */
export function isLevel1Name(text: string): boolean {
  const name = folded(text);
  return LEVEL1_NAMES.has(name) || LEVEL1_NAMES.has(name.replace(/指标$/u, ''));
}

/** A level-2 name, with or without 指标 at its end. */
export function isLevel2Name(text: string): boolean {
  return LEVEL2_NAME.test(folded(text).replace(/指标$/u, ''));
}
