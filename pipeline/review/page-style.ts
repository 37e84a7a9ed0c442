/** The style sheet of the page; contrasts are AA (WCAG 2.2) on their grounds, and no meaning is told by colour alone. */
export const PAGE_STYLE = `
:root {
  --ink: #1c2430; --soft: #4c5666; --line: #d4d9e0; --ground: #f4f6f8; --paper: #ffffff; --chosen: #e3edfb; --focus: #0b57d0;
  --recorded: #b3261e; --operand: #0b57d0; --counterpart: #7b1fa2; --rule: #1b6e3a;
  font-family: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Zen Hei", sans-serif;
  font-size: 14px; line-height: 1.5; color: var(--ink);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html, body { height: 100%; margin: 0; }
body { display: flex; flex-direction: column; background: var(--ground); overflow: hidden; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: -3px; }
button, input, select, textarea { font: inherit; color: inherit; }
button { padding: 2px 10px; border: 1px solid #868e9a; border-radius: 4px; background: var(--paper); cursor: pointer; }
button:hover:not(:disabled) { background: var(--chosen); }
button:disabled { color: #6b7280; cursor: default; }
button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: 1px; }
input, select, textarea { border: 1px solid #868e9a; border-radius: 4px; background: var(--paper); padding: 2px 6px; }
kbd { font: 12px ui-monospace, Consolas, monospace; border: 1px solid #868e9a; border-bottom-width: 2px; border-radius: 3px; padding: 0 4px; background: var(--paper); color: var(--ink); }

header { flex: none; background: var(--paper); border-bottom: 1px solid var(--line); padding: 6px 12px; }
header .line { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 14px; margin: 0; }
header form { margin-top: 4px !important; }
h1 { font-size: 16px; margin: 0; white-space: nowrap; }
.by { margin-left: auto; color: var(--soft); }
.warn { color: var(--recorded); }
label { display: inline-flex; align-items: center; gap: 5px; white-space: nowrap; }
label > span { color: var(--soft); }
#f-check { max-width: 200px; } #f-file { width: 150px; } #f-search { width: 130px; }

main { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(230px, 21%) minmax(0, 1fr) minmax(300px, 27%); }
section { min-width: 0; min-height: 0; display: flex; flex-direction: column; overflow: hidden; }
#list { border-right: 1px solid var(--line); background: var(--paper); }
#detail { border-left: 1px solid var(--line); background: var(--paper); }
.empty { padding: 24px; color: var(--soft); text-align: center; }

#scroller { flex: 1; overflow-y: auto; overflow-x: hidden; position: relative; }
.rows { position: relative; }
.row { position: absolute; left: 0; right: 0; height: 72px; padding: 5px 10px; border-bottom: 1px solid var(--line); cursor: pointer; display: flex; flex-direction: column; overflow: hidden; line-height: 20px; }
.row[aria-selected="true"] { background: var(--chosen); box-shadow: inset 4px 0 0 var(--focus); }
.row > span { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.row .head { display: flex; gap: 5px; align-items: center; }
.row .name { overflow: hidden; text-overflow: ellipsis; flex: 1; font-weight: 600; }
.row .figures { font-variant-numeric: tabular-nums; }
.row .path { color: var(--soft); font-size: 12px; }
.row.is-dismissed .name, .row.is-dismissed .figures { text-decoration: line-through; }
.badge { flex: none; display: inline-block; border-radius: 3px; padding: 0 6px; font-size: 12px; line-height: 18px; border: 1px solid; background: var(--paper); }
.badge.error { color: #fff; background: #b3261e; border-color: #b3261e; }
.badge.warning { color: #3d2c00; background: #ffd98a; border-color: #b98a1a; }
.badge.note { color: #234; background: #dbe7f3; border-color: #7d93ab; }
.badge.review { color: #5b2a86; border-style: dashed; }
.badge.state { color: #1c2430; background: #eceff3; border-color: #868e9a; }
.badge.accepted { background: #d7f0df; color: #10421f; }
.badge.dismissed { background: #e5e7eb; color: #333b47; }
.badge.corrected { background: #dfe6ff; color: #1d2f7a; }

.bar { flex: none; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; min-height: 40px; padding: 5px 10px; border-bottom: 1px solid var(--line); background: var(--paper); }
.jumps button { max-width: 260px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.jumps { display: flex; flex-wrap: wrap; gap: 4px; max-height: 66px; overflow-y: auto; }
.tools { margin-left: auto; display: flex; gap: 4px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 10px; }
.key { padding-left: 20px; position: relative; font-size: 12px; }
.key::before { content: ""; position: absolute; left: 0; top: 3px; width: 15px; height: 12px; border: 2px solid; }
#room { flex: 1; overflow: auto; padding: 10px; background: #e3e6ea; }
article { margin-bottom: 16px; }
article h2 { font-size: 13px; font-weight: 600; margin: 0 0 6px; overflow-wrap: anywhere; }
.notice { margin: 0 0 8px; padding: 6px 10px; border: 1px solid #b98a1a; background: #fff6dc; border-radius: 4px; }
.frame { position: relative; background: var(--paper); margin: 0 auto 12px; box-shadow: 0 1px 4px rgb(0 0 0 / 35%); overflow: hidden; }
.frame canvas, .frame img { position: absolute; inset: 0; width: 100%; height: 100%; }
.box { position: absolute; border: 2px solid; margin: -2px; box-sizing: content-box; pointer-events: none; z-index: 1; }
.box.recorded { z-index: 2; background: rgb(179 38 30 / 8%); }
.box.around { border-width: 1px; margin: -1px; background: none; }
.box.words { border-width: 2px; margin: -2px; z-index: 3; }
.box .label { position: absolute; right: 100%; top: -2px; padding: 0 3px; font-size: 11px; line-height: 15px; color: #fff; white-space: nowrap; opacity: 0.92; }
.recorded { --role: var(--recorded); } .operand { --role: var(--operand); } .counterpart { --role: var(--counterpart); } .rule { --role: var(--rule); }
.box, .key::before { border-color: var(--role); }
.box.operand, .key.operand::before { border-style: dashed; }
.box.counterpart, .key.counterpart::before { border-style: double; border-width: 4px; }
.box.counterpart { margin: -4px; }
.box.rule, .key.rule::before { border-style: dotted; }
.box .label { background: var(--role); }

.texts { background: var(--paper); padding: 12px; overflow-x: auto; box-shadow: 0 1px 4px rgb(0 0 0 / 25%); }
table.read { border-collapse: collapse; font-size: 13px; margin: 0 0 12px; }
table.read caption { text-align: left; font-weight: 600; padding: 2px 0 6px; }
table.read td { border: 1px solid #98a1ad; padding: 3px 6px; min-width: 2.5em; max-width: 22em; white-space: pre-wrap; overflow-wrap: anywhere; vertical-align: middle; }
table.read td.omitted { color: var(--soft); text-align: center; border-style: dashed; }
p.read { margin: 0 0 10px; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 60em; }
td.marked { outline: 3px solid var(--role); outline-offset: -2px; }
td.marked.operand { outline-style: dashed; } td.marked.counterpart { outline-style: double; outline-width: 4px; } td.marked.rule { outline-style: dotted; }
td.marked.recorded { background: #fdecea; }
p.marked { outline: 2px solid var(--role); outline-offset: 3px; }
mark { color: inherit; background: #fff3c4; border-bottom: 3px solid var(--role); }
mark.recorded { background: #fbd9d5; }
mark.operand { border-bottom-style: dashed; } mark.counterpart { border-bottom-style: double; } mark.rule { border-bottom-style: dotted; }

#content { flex: 1; overflow: auto; padding: 10px 14px; overflow-wrap: anywhere; }
#content .head { display: flex; gap: 6px; }
#content h2 { font-size: 16px; margin: 8px 0 4px; }
#content h3 { font-size: 14px; margin: 14px 0 4px; }
.message { margin: 0 0 10px; }
.corrected { margin: 0 0 10px; white-space: pre-line; }
dl { margin: 0; display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 5px 12px; }
dt { color: var(--soft); white-space: nowrap; }
dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 16em; overflow-y: auto; }
dd.figure { font-weight: 600; font-variant-numeric: tabular-nums; }
.history { margin: 0; padding-left: 18px; }
.history li { margin-bottom: 8px; overflow-wrap: anywhere; }
.history p { margin: 2px 0; white-space: pre-wrap; max-height: 8em; overflow-y: auto; }
#status { flex: none; margin: 0; padding: 3px 14px; min-height: 28px; color: var(--soft); border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.buttons { flex: none; display: flex; flex-wrap: wrap; gap: 6px; padding: 8px 14px 10px; }
.buttons .primary { background: #0b57d0; border-color: #0b57d0; color: #fff; }
.buttons .primary:hover { background: #0842a0; }

dialog { border: 1px solid #868e9a; border-radius: 8px; padding: 0; width: min(640px, 92vw); max-height: 88vh; color: inherit; }
dialog::backdrop { background: rgb(20 28 40 / 45%); }
/* Beside the page, which is what one copies from or judges by. */
dialog.beside { margin: auto 8px 8px auto; width: max(320px, 27vw); }
dialog.beside::backdrop { background: rgb(20 28 40 / 12%); }
dialog form { padding: 14px 18px; display: flex; flex-direction: column; gap: 6px; }
dialog h2 { font-size: 16px; margin: 0 0 4px; }
dialog label { color: var(--soft); margin-top: 4px; }
dialog select, dialog textarea, dialog output { width: 100%; }
dialog output { display: block; border: 1px solid var(--line); background: var(--ground); border-radius: 4px; padding: 4px 7px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 9em; overflow-y: auto; min-height: 2em; }
dialog .hint { margin: 0; color: var(--soft); }
dialog .buttons { justify-content: flex-end; padding: 8px 0 0; }
dialog .keys { padding: 4px; }
`;
