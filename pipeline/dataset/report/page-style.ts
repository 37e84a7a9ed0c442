/**
 * The style of report.html. Colours are at least 4.5 : 1 on what they stand on (WCAG AA), and every colour that means
 * something is doubled by a word, a symbol or a kind of line.
 */
export const PAGE_STYLE = `
:root {
  --ink: #1b2530; --soft: #55606d; --line: #d3d9e0; --paper: #ffffff; --ground: #f3f5f7; --accent: #1a5a99;
  --error: #b0231b; --warning: #875400; --note: #2a5f86; --review: #6a3d9a; --rule: #2c6a3f;
  font: 14px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif;
  color: var(--ink); background: var(--ground);
}
* { box-sizing: border-box; }
body { margin: 0; height: 100vh; display: flex; flex-direction: column; }
h1, h2, h3, p, ul, ol, dl, dd, figure, blockquote, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: 16px; }
h2 { font-size: 16px; }
h3 { font-size: 13px; color: var(--soft); margin: 18px 0 6px; font-weight: 600; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid #2f7fd1; outline-offset: 1px; border-radius: 3px; }
.muted { color: var(--soft); font-weight: 400; }
button, select, input { font: inherit; color: inherit; }
button { cursor: pointer; border: 1px solid #8b97a5; border-radius: 4px; background: var(--paper); padding: 2px 10px; }
button:hover:not(:disabled) { background: #e8eff6; }
button:disabled { opacity: .45; cursor: default; }
.none { padding: 24px; color: var(--soft); }
noscript { padding: 24px; }

.top { display: flex; align-items: center; gap: 16px; padding: 7px 16px; background: var(--paper); border-bottom: 1px solid var(--line); flex: none; white-space: nowrap; }
.top nav { display: flex; gap: 4px; flex: 1; }
.top nav a { padding: 3px 12px; border-radius: 4px; text-decoration: none; color: var(--ink); }
.top nav a[aria-current] { background: var(--accent); color: #fff; }
.keys { font-size: 12px; }

.view-overview { overflow: auto; flex: 1; }
.overview { max-width: 1480px; margin: 0 auto; padding: 16px 20px 40px; }
.overview h2 { margin: 22px 0 8px; }
.overview h2:first-child { margin-top: 0; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: 10px; }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 10px 14px; }
.card b { font-size: 22px; font-variant-numeric: tabular-nums; }
.card .muted { font-size: 13px; }
.gap-card { border-left: 5px solid var(--warning); }
.counts { display: flex; gap: 10px; flex-wrap: wrap; margin-bottom: 4px; }
.count-button { padding: 5px 16px; border-width: 1px 1px 1px 5px; }
.count-button b { font-size: 18px; font-variant-numeric: tabular-nums; }
.count-button.error { border-color: var(--error); color: var(--error); }
.count-button.warning { border-color: var(--warning); color: var(--warning); }
.count-button.note { border-color: var(--note); color: var(--note); }
.count-button.review { border-color: var(--review); color: var(--review); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 10px; margin-top: 10px; align-items: start; }
.chart-box { background: var(--paper); border: 1px solid var(--line); border-radius: 6px; padding: 10px 14px; }
figcaption { font-weight: 600; margin-bottom: 2px; }
.chart { display: block; width: 100%; height: auto; font-family: inherit; }
.scores { max-width: 430px; }
.chart text { fill: var(--ink); }
.legend-line { display: flex; gap: 14px; font-size: 12px; margin-bottom: 6px; }
.legend-entry { display: inline-flex; align-items: center; gap: 5px; }
.swatch { width: 12px; height: 12px; display: inline-block; }
.swatch.error { background: var(--error); } .swatch.warning { background: #e0a92e; } .swatch.note { background: #7fb0d3; } .swatch.review { background: var(--review); }
.fill.error { fill: var(--error); } .fill.warning { fill: #e0a92e; } .fill.note { fill: #7fb0d3; } .fill.review { fill: var(--review); }
.bar { cursor: pointer; }
.bar-room { fill: transparent; }
.bar:hover .bar-room { fill: #e8eff6; }
.bar:focus-visible { outline: 2px solid #2f7fd1; outline-offset: 0; }
.tick { stroke: #e3e7ec; }
.diagonal { stroke: #8b97a5; stroke-dasharray: 4 3; }
.agreeing { fill: #cfe3d4; stroke: #2c6a3f; }
.differing { fill: var(--error); stroke: #fff; }
.plain { border-collapse: collapse; background: var(--paper); font-size: 13px; max-width: 100%; }
.plain th, .plain td { border: 1px solid var(--line); padding: 3px 10px; text-align: left; font-weight: 400; overflow-wrap: anywhere; }
.plain thead th { background: #e9edf1; font-weight: 600; }
.plain .figure { text-align: right; }

.view-findings { flex: 1; min-height: 0; display: grid; grid-template-columns: 212px minmax(300px, 25%) minmax(0, 1fr); }
.pane { overflow: auto; min-height: 0; }
.filters-pane { padding: 10px 12px; border-right: 1px solid var(--line); font-size: 13px; }
.filters { display: flex; flex-direction: column; gap: 10px; }
.filters legend, .field label { font-size: 12px; color: var(--soft); font-weight: 600; padding: 0; }
fieldset { border: 0; min-width: 0; }
.choice { display: flex; align-items: baseline; gap: 6px; line-height: 1.55; }
.choice input { flex: none; margin: 0; transform: translateY(1px); }
.field { display: flex; flex-direction: column; gap: 2px; }
.field input, .field select { width: 100%; border: 1px solid #8b97a5; border-radius: 4px; padding: 3px 6px; background: var(--paper); }
.field input::placeholder { color: #5f6a77; font-size: 12px; }
.list-pane { background: var(--paper); border-right: 1px solid var(--line); overflow: hidden; }
.list-inner { display: flex; flex-direction: column; height: 100%; }
.list-head { display: flex; justify-content: space-between; align-items: center; gap: 8px; padding: 6px 12px; border-bottom: 1px solid var(--line); font-size: 12px; min-height: 36px; flex: none; }
.pager { display: flex; align-items: center; gap: 6px; white-space: nowrap; }
.pager button { padding: 0 8px; }
.rows { overflow: auto; flex: 1; }
.row { display: block; padding: 6px 12px 6px 9px; border-bottom: 1px solid #e6eaee; border-left: 3px solid transparent; text-decoration: none; color: var(--ink); font-size: 13px; line-height: 1.4; }
.row:hover { background: #f0f4f8; }
.row[aria-current] { background: #e3edf7; border-left-color: var(--accent); }
.row:focus-visible { outline-offset: -3px; }
.row.dismissed .row-title, .row.dismissed .row-figures { text-decoration: line-through; color: var(--soft); }
.row-head { display: flex; gap: 7px; align-items: baseline; }
.row-title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.row-figures { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-variant-numeric: tabular-nums; }
.row-figures b { font-weight: 600; } .row-figures .right { font-weight: 400; }
.row-place { display: block; color: #4a5562; font-size: 12px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.tags { flex: none; white-space: nowrap; font-size: 12px; display: inline-flex; gap: 6px; align-items: center; }
.tag-kind.error { color: var(--error); } .tag-kind.warning { color: var(--warning); } .tag-kind.note { color: var(--note); } .tag-kind.review { color: var(--review); }
.tag-kind { font-weight: 600; }
.tag-plain { border: 1px solid currentColor; border-radius: 3px; padding: 0 5px; line-height: 1.35; color: #404b57; }

.detail-pane { padding: 14px 22px 40px; background: var(--paper); }
.finding { max-width: 1080px; overflow-wrap: anywhere; }
.subject { color: var(--soft); }
.decision { margin-top: 8px; padding: 5px 10px; border-left: 4px solid var(--review); background: #f4f0f9; }
.figures { display: flex; flex-wrap: wrap; gap: 8px 30px; margin-top: 10px; padding: 9px 14px; background: #f3f5f7; border-radius: 6px; }
.figures dt { font-size: 12px; color: var(--soft); }
.figures dd { font-variant-numeric: tabular-nums; font-weight: 600; max-height: 9em; overflow: auto; }
.figures .recorded dd { color: var(--error); }
.figures .recorded dd, .figures .recomputed dd { font-size: 18px; line-height: 1.35; }
.figures .words dd { font-weight: 400; }
.figures .formula { flex-basis: 100%; }
.part + .part { margin-top: 14px; }
.where { font-size: 12px; color: var(--soft); margin-bottom: 3px; }
.table-box { overflow: auto; max-height: 62vh; border: 1px solid var(--line); }
.evidence-table { border-collapse: collapse; font-size: 12px; line-height: 1.4; width: 100%; background: var(--paper); }
.evidence-table caption { text-align: left; padding: 4px 8px; color: var(--soft); }
.evidence-table td, .evidence-table th { border: 1px solid #c2cad3; padding: 3px 6px; vertical-align: middle; white-space: pre-wrap; overflow-wrap: anywhere; min-width: 3.2em; max-width: 26em; text-align: left; font-weight: 400; color: #333f4b; }
.evidence-table th { background: #e9edf1; font-weight: 600; }
.evidence-table .figure { font-variant-numeric: tabular-nums; }
.evidence-table .gap td { border-style: dashed; text-align: center; background: var(--ground); padding: 1px; }
.quiet { border-color: transparent; background: none; color: var(--accent); font-size: 12px; }
.top .quiet { font-size: 13px; border-color: var(--line); }
blockquote { border: 1px solid var(--line); padding: 9px 13px; white-space: pre-wrap; line-height: 1.9; }
.marked { color: var(--ink); }
td.marked, th.marked { outline-offset: -2px; color: var(--ink); }
td.marked.recorded, th.marked.recorded, blockquote.recorded { outline: 3px solid var(--error); background: #fdeeed; font-weight: 600; }
td.marked.operand, th.marked.operand, blockquote.operand { outline: 2px dashed var(--accent); background: #eef4fa; }
td.marked.counterpart, th.marked.counterpart, blockquote.counterpart { outline: 3px double var(--review); background: #f5f0fa; }
td.marked.rule, th.marked.rule, blockquote.rule { outline: 2px dotted var(--rule); background: #eff6f1; }
mark { padding: 1px 3px; background: none; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
mark.recorded { border: 2px solid var(--error); background: #fdeeed; font-weight: 600; }
mark.operand { border: 2px dashed var(--accent); background: #eef4fa; }
mark.counterpart { border: 3px double var(--review); background: #f5f0fa; }
mark.rule { border-bottom: 2px dotted var(--rule); background: #eff6f1; }
.badge { display: inline-block; font-size: 11px; line-height: 1.35; padding: 0 4px; margin-right: 4px; border-radius: 2px; color: #fff; font-weight: 600; white-space: nowrap; }
.badge.recorded { background: var(--error); } .badge.operand { background: var(--accent); } .badge.counterpart { background: var(--review); } .badge.rule { background: var(--rule); }
.read-as { color: var(--review); }
.marks { display: flex; flex-wrap: wrap; gap: 2px 16px; font-size: 12px; margin-top: 5px; }
.page-box { margin-top: 14px; }
.page-box summary { cursor: pointer; font-size: 12px; color: var(--soft); }
.page { display: block; width: 100%; max-width: 820px; height: auto; max-height: 80vh; margin-top: 4px; border: 1px solid var(--line); background: #fff; }
.paper { fill: #fff; }
.cell { fill: none; stroke: #b9c2cc; stroke-width: .6; }
.page text { fill: #333f4b; white-space: pre; }
.box .frame { fill: none; }
.box.recorded .frame { stroke: var(--error); stroke-width: 2; }
.box.operand .frame { stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 5 2.5; }
.box.counterpart .frame { stroke: var(--review); stroke-width: 1.8; stroke-dasharray: 8 2 2 2; }
.box.rule .frame { stroke: var(--rule); stroke-width: 1.4; stroke-dasharray: 1.5 2; }
.box.recorded .tag { fill: var(--error); } .box.operand .tag { fill: var(--accent); } .box.counterpart .tag { fill: var(--review); } .box.rule .tag { fill: var(--rule); }
.page .tag-text { fill: #fff; }
.facts { margin-top: 18px; font-size: 13px; display: grid; gap: 4px; }
.facts .entry { display: grid; grid-template-columns: 6.5em minmax(0, 1fr); gap: 8px; }
.facts dt { color: var(--soft); }
.printed { display: none; }

@media (max-width: 1000px) {
  body { height: auto; min-height: 100vh; }
  .view-findings { display: block; }
  .list-pane .rows { max-height: 60vh; }
  .keys { display: none; }
  .charts { grid-template-columns: minmax(0, 1fr); }
}

@media print {
  @page { margin: 14mm; }
  :root { background: #fff; font-size: 11px; }
  body { height: auto; display: block; }
  .top nav, .top button, .keys, .filters-pane, .list-pane, .gap button, .clear { display: none; }
  .top { border: 0; padding: 0 0 6px; }
  .view-overview, .pane { overflow: visible; }
  .view-findings { display: block; }
  .detail-pane { padding: 0; }
  .table-box, .figures dd { max-height: none; overflow: visible; }
  .overview { padding: 0; }
  .charts { grid-template-columns: 1fr 1fr; }
  .is-printing .view-findings { display: none; }
  .is-printing .printed { display: block; }
  .printed .finding { padding: 10px 0; border-bottom: 1px solid #8b97a5; max-width: none; }
  .card, .chart-box, .figures, .part, .page-box, tr { break-inside: avoid; }
  .finding > .tags, .finding > h2, .subject, h3, .where { break-after: avoid; }
  .finding > .tags { display: block; }
  td.marked, mark, .badge, .figures, .swatch, .tag, .fill { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
