import { type CellVerdict, cellVerdicts } from '../cell-verdict.ts';

/** Shows only the rows with this verdict, or those in which brokers differ. */
export type Filter = CellVerdict | 'differs';

/** Hides the rows that do not match the filter, and themes without rows. */
const filterRules = (['differs', ...cellVerdicts] as const)
  .map(
    (filter) =>
      `:root:has(#show-${filter}:checked) .matrix :is(tbody:not(:has(.${filter})), tbody tr:not(.${filter}, .theme)) { display: none; }`,
  )
  .join('\n');

export const htmlStyle = `
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1c2128; --faint: #59636e; --line: #d1d9e0; --band: #f6f8fa;
  --red: #b3261e; --redder: #ffe9e7; --amber: #7a4f01; --ambery: #fff3d6; --green: #1a7f37; --blue: #0550ae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0d1117; --ink: #e6edf3; --faint: #9198a1; --line: #3d444d; --band: #161b22;
    --red: #ff8f86; --redder: #3d1a1a; --amber: #eac35c; --ambery: #33290f; --green: #57cb6e; --blue: #79b8ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem; max-width: 90rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, 'Noto Sans', 'Noto Sans CJK JP', 'Hiragino Sans', 'Yu Gothic', sans-serif;
}
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
a { color: var(--blue); }
code, pre { font-family: ui-monospace, 'SFMono-Regular', 'Noto Sans Mono', monospace; font-size: .875em; overflow-wrap: anywhere; }
pre { overflow-x: auto; overflow-wrap: normal; background: var(--band); padding: .75rem; border-radius: .375rem; line-height: 1.4; }
.facts, .says, dt { color: var(--faint); }
.says { display: block; font-size: .875em; font-weight: normal; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .25rem 0; }
dd { margin: 0; }
table { border-collapse: separate; border-spacing: 0; }
th, td { padding: .3rem .75rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
thead th { background: var(--band); }
.matrix thead { position: sticky; top: 0; z-index: 2; }
:is(.matrix, .observations) tbody th { font-weight: normal; min-width: 14rem; max-width: 34rem; }
:is(.matrix, .observations) :is(tbody th[scope='row'], thead th:first-child) { position: sticky; left: 0; background: var(--paper); }
:is(.matrix, .observations) thead th:first-child { background: var(--band); }
.matrix td, .matrix thead th + th { white-space: nowrap; }
th[scope='row'] > code { white-space: nowrap; }
.theme th { font-weight: 600; background: var(--band); }
form { margin-bottom: 1rem; }
td.broken { background: var(--redder); color: var(--red); font-weight: 600; }
td.not-run { background: var(--ambery); color: var(--amber); font-weight: 600; }
td.known, td.disappeared { color: var(--amber); }
td.holds { color: var(--green); }
td.holds .word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
td.unsupported, td.left-out, td.none { color: var(--faint); }
td a { color: inherit; }
fieldset { display: inline-flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 1rem 1rem 0 0; border: 1px solid var(--line); border-radius: .375rem; }
label { display: inline-flex; gap: .35rem; align-items: center; cursor: pointer; }
:root:has(#in-en:checked) :is(span, h1, h2)[lang='ja'], :root:has(#in-ja:checked) :is(span, h1, h2)[lang='en'] { display: none; }
${filterRules}
@media (max-width: 45rem) {
  body { padding: .75rem; }
  .matrix, .observations { font-size: .875rem; }
  th, td { padding: .25rem .4rem; }
  td, dd, .brokers th { overflow-wrap: break-word; }
  th[scope='row'] > code { white-space: normal; overflow-wrap: break-word; }
  .brokers thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .brokers :is(tbody, tr, th, td) { display: block; }
  .brokers :is(th, td):not(:last-child) { border-bottom: 0; padding-bottom: 0; }
  .matrix thead tr:first-child th + th { white-space: normal; }
  :is(.matrix, .observations) :is(tbody th[scope='row'], thead th:first-child) { position: static; min-width: 9rem; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --faint: #444; --line: #bbb; --band: #f2f2f2;
    --red: #a00; --redder: #fff; --amber: #6b4500; --ambery: #fff; --green: #060; --blue: #000;
  }
  @page { margin: 1.2cm; }
  body { padding: 0; font-size: 9pt; }
  .choices { display: none; }
  .matrix thead, :is(.matrix, .observations) :is(tbody th[scope='row'], thead th:first-child) { position: static; }
  tr, h3 { break-inside: avoid; break-after: auto; }
  h2, h3, .theme { break-after: avoid; }
  pre { white-space: pre-wrap; }
}
`;
