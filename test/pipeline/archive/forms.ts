/** A project form as a web page. Its figures agree; `executed` and `rate` can be made not to. */
export function makeForm({ project = '渠道清淤', executed = '320.88', rate = '80.62%', score = '8.06' } = {}): string {
  return `<!doctype html><html><head><meta charset="utf-8"><title>自评表</title></head><body>
<h1>${project}项目支出绩效自评表</h1>
<table>
<tr><td>项目名称</td><td colspan="6">${project}</td></tr>
<tr><td rowspan="2">项目资金（万元）</td><td></td><td>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>分值</td><td>执行率</td><td>得分</td></tr>
<tr><td>年度资金总额</td><td>398.00</td><td>398.00</td><td>${executed}</td><td>10</td><td>${rate}</td><td>${score}</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td><td>偏差原因分析及改进措施</td></tr>
<tr><td rowspan="2">产出指标</td><td>数量指标</td><td>清淤长度</td><td>≥12公里</td><td>12公里</td><td>25</td><td>25</td><td></td></tr>
<tr><td>质量指标</td><td>验收合格率</td><td>≥95%</td><td>98%</td><td>25</td><td>25</td><td></td></tr>
<tr><td>效益指标</td><td>社会效益</td><td>受益户数</td><td>≥300户</td><td>310户</td><td>30</td><td>30</td><td></td></tr>
<tr><td>满意度指标</td><td>服务对象满意度</td><td>农户满意度</td><td>≥90%</td><td>95%</td><td>10</td><td>10</td><td></td></tr>
<tr><td colspan="5">总分</td><td>100</td><td>98.06</td><td></td></tr>
<tr><td>偏差大或目标未完成原因分析</td><td colspan="7">由于汛期推迟了验收，部分工程款次年支付。</td></tr>
</table></body></html>`;
}
