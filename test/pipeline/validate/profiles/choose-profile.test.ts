import { describe, expect, test } from 'vitest';
import { normalize } from '../../../../normalizers/index.ts';
import { profileSchema } from '../../../../pipeline/model/profile.ts';
import { chooseProfile, PROFILES } from '../../../../pipeline/validate/profiles/choose-profile.ts';
import { ministry } from '../../../../pipeline/validate/profiles/ministry.ts';
import { documentOf } from '../../../normalizers/document-of.ts';

function chosenFor(rows: readonly string[], given: Parameters<typeof chooseProfile>[1]['given'] = null): string {
  const document = documentOf([...rows]);
  const [report] = normalize(document).reports;
  if (report === undefined) throw new Error('no report');
  return chooseProfile(report, { document, given }).name;
}

const HEAD = '项目名称|渠道清淤';
const MINISTRY = [
  HEAD,
  '项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率|得分',
  '年度资金总额|10|10|10|10|100%|10',
];
const TWENTY = [
  HEAD,
  '预算执行情况（万元）（20分）|预算数（A）|执行数（B）|执行率（B/A）|得分（20分*执行率）',
  '年度财政资金总额|5|5|100%|20',
];
const NINETY = [
  HEAD,
  '绩效指标（90分）|一级指标|二级指标|三级指标|指标性质|指标值|度量单位|完成值|权重|得分',
  '|产出指标|数量指标|清淤长度|≥|12|公里|12|90|90',
];
const RURAL = [
  HEAD,
  '资金情况（万元）|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分',
  '年度资金总额|9|9|10|100%|10',
  '年度总体目标|年初设定目标|年度总体目标完成情况综述',
  '一级指标|二级指标|三级指标|分值|年度指标值|全年实际值|得分',
  '产出指标|数量指标|清淤长度|50|12公里|12公里|50',
];
const FOUR_LEVELS = [
  '二级指标|三级指标|标准值|分值|得分|得分率',
  '决策依据|依据充分性|符合部署|7|7|100%',
  '合计|||7|7|100%',
];

describe('the profile of a report', () => {
  test.each([
    ['ministry', MINISTRY],
    ['hubei', TWENTY],
    ['sichuan', NINETY],
    ['anhui', RURAL],
    ['ningxia', FOUR_LEVELS],
  ])('%s is told from the words of the tables', (name, rows) => {
    expect(chosenFor(rows)).toBe(name);
  });

  test('a given profile comes first, but only where its signs are', () => {
    const county = { ...ministry, name: 'county', signs: { all: ['得分（20分 * 执行率）'] } };
    expect([chosenFor(TWENTY, county), chosenFor(MINISTRY, county)]).toEqual(['county', 'ministry']);
    expect(chosenFor(MINISTRY, { ...county, signs: null })).toBe('county');
  });

  test("none looks at a place's name", () => {
    const words = PROFILES.flatMap(({ signs }) => [signs?.all ?? [], signs?.any ?? [], signs?.none ?? []].flat(2));
    expect(words.filter((word) => /[省市县区州]|湖北|安徽|四川|宁夏/u.test(word))).toEqual([]);
  });
});

test.each(PROFILES.map((profile) => [profile.name, profile] as const))('%s is a valid profile', (_, profile) => {
  expect(profileSchema.parse(profile)).toEqual(profile);
});
