"""The style sheet of HTML pages: wide and narrow screens, light and dark colour schemes, print."""

STYLE = """
:root { color-scheme: light dark; --text: #1b1f23; --soft: #4a5560; --back: #fff; --line: #c5ccd3; --head: #eef2f5;
  --link: #0b5394; --red: #a4161a; --yellow: #7a4f00; --green: #1b6334; --blue: #1f4f8f; --mark: #ffe9a8; }
@media (prefers-color-scheme: dark) { :root { --text: #e8eaed; --soft: #b3bac1; --back: #17191c; --line: #454c54;
  --head: #23272c; --link: #8ab8f5; --red: #ff9a94; --yellow: #f0c36b; --green: #84d39b; --blue: #9dbff5;
  --mark: #5c4a12; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; color: var(--text); background: var(--back);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h2, h4, dd, li, p, code { overflow-wrap: anywhere; }
h1 { font-size: 1.25rem; color: var(--soft); font-weight: 600; margin: 0 0 1rem; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2rem 0 .75rem; }
h3 { font-size: 1.2rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1rem; margin: 0 0 .25rem; }
p { margin: .25rem 0; }
p, ul, ol, pre { max-width: 46rem; }
a { color: var(--link); }
dl { margin: 1rem 0; }
dl div { display: grid; grid-template-columns: 8rem 1fr; gap: .5rem; }
dt { color: var(--soft); }
dd { margin: 0; }
table { border-collapse: collapse; margin: .5rem 0 1rem; }
th, td { padding: .35rem .75rem .35rem .25rem; text-align: left; vertical-align: top; font-weight: normal;
  border-bottom: 1px solid var(--line); hyphens: auto; }
thead th { font-weight: 600; background: var(--head); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
.chain { font-size: .875rem; min-width: 60rem; }
ol { padding-left: 0; list-style: none; counter-reset: item; }
ol > li { counter-increment: item; margin: 0 0 1rem; padding-left: 2.25rem; position: relative; }
ol > li::before { content: counter(item) "."; position: absolute; left: 0; width: 1.75rem; text-align: right;
  color: var(--soft); }
ul { margin: .25rem 0; padding-left: 1.25rem; }
code, pre { font: .875rem/1.4 ui-monospace, monospace; }
pre { margin: .25rem 0 .5rem; padding: .4rem .6rem; background: var(--head); white-space: pre-wrap; }
mark { background: var(--mark); color: inherit; }
.note, .file { color: var(--soft); font-size: .875rem; }
.file { display: block; overflow-wrap: anywhere; }
.place { margin-top: .5rem; }
.follows { margin: .75rem 0 0; padding-left: .75rem; border-left: .2rem solid var(--line); }
.status { color: var(--text); }
p.status { border-left: .35rem solid; padding: .4rem .75rem; background: var(--head); }
span.status { font-size: inherit; font-weight: 600; }
summary span.status { font-size: 1rem; }
.ready, span.met { color: var(--green); }
.incomplete, span.missing, span.to_mend { color: var(--yellow); }
.not_met, .invalid, span.form { color: var(--red); }
span.judgement { color: var(--blue); }
span.not_applicable, span.waits { color: var(--soft); font-weight: normal; }
li.item { color: var(--text); }
table.requirements td { white-space: nowrap; }
table.requirements tr > :first-child { white-space: normal; width: 100%; }
table.requirements tr.group > * { font-weight: 600; background: var(--head); }
table.requirements .group ~ tr > th { padding-left: 1rem; }
dl.own { max-width: 52rem; margin: .75rem 0; }
dl.own div, dl.own dl div { display: block; }
dl.own dl, dl.own ol { margin: 0; }
dl.own > div { border-top: 1px solid var(--line); padding: .5rem 0; }
dl.own .prose, dl.own .record { margin-top: .35rem; }
dl.own .record > dt { font-weight: 600; color: var(--text); }
dl.own > .record > dt { font-size: 1.05rem; }
dl.own .record .record > dd { padding-left: .75rem; border-left: 2px solid var(--line); }
dl.own .record div.short { display: inline-block; margin-right: 1.25rem; vertical-align: top; }
dl.own > div.short { display: block; }
dl.own .short > :is(dt, dd), dl.own .row > :is(dt, dd), dl.own .row dl { display: inline; }
dl.own .record.row > dd { padding: 0; border: 0; }
dl.own .row > dt { margin-right: .5rem; }
dl.own .short > dt::after { content: ": "; }
dl.own dt { font-size: .875rem; }
dl.own ol > li { margin-bottom: .5rem; padding-left: 1.75rem; }
dl.own ol > li::before { width: 1.25rem; }
ul.points { list-style: none; padding-left: 0; }
ol.sheet > li { break-inside: avoid; margin-bottom: 1.5rem; }
dl.quoted { margin: .25rem 0 .5rem; padding-left: .75rem; border-left: 2px solid var(--line); }
dl.quoted div { display: block; }
dl.quoted :is(dt, dd) { display: inline; }
dl.quoted dt { font-size: .875rem; }
dl.quoted dt::after { content: ": "; }
.notes > div { height: 1.9rem; border-bottom: 1px solid var(--line); max-width: 46rem; }
svg { display: block; width: 100%; height: auto; margin: .75rem 0 1rem; }
svg.narrow-figure { display: none; }
svg text { fill: var(--text); font: 13px system-ui, sans-serif; }
svg.narrow-figure text { font-size: 14px; }
svg text.head, svg text.value, svg text.gap { font-weight: 600; }
svg text.head { fill: var(--link); }
svg text.soft { fill: var(--soft); }
svg text.gap { fill: var(--yellow); }
svg rect { fill: var(--head); stroke: var(--line); }
svg rect.goal { fill: var(--back); }
svg rect.dashed { stroke: var(--yellow); stroke-width: 1.5; stroke-dasharray: 5 4; }
svg path { fill: none; stroke: var(--soft); stroke-width: 1.5; }
#index { table-layout: fixed; width: 100%; }
#index thead th:nth-child(1) { width: 19%; }
#index thead th:nth-child(2) { width: 30%; }
#index thead th.amount { width: 12%; }
#index thead th:last-child { width: 12%; }
#controls { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: .5rem 0; }
#controls[hidden] { display: none; }
input, select, button { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--soft);
  border-radius: .25rem; padding: .3rem .5rem; min-height: 2.25rem; }
button { cursor: pointer; margin: 0 .5rem .5rem 0; }
th button { border: 0; background: none; font-weight: 600; padding: 0; margin: 0; text-align: inherit;
  min-height: 1.5rem; }
th button::after { content: " \\2195"; color: var(--soft); }
th[aria-sort=ascending] button::after { content: " \\2191"; }
th[aria-sort=descending] button::after { content: " \\2193"; }
:focus-visible { outline: .2rem solid var(--link); outline-offset: .1rem; }
details { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .5rem 0; }
summary h2 { display: inline; font-size: 1.1rem; margin: 0; }
@media screen and (max-width: 40rem) {
  svg.wide-figure { display: none; }
  svg.narrow-figure { display: block; max-width: 28rem; }
  table.requirements td { white-space: normal; }
  table.requirements tr > :first-child { width: auto; }
  dl div { grid-template-columns: 1fr; gap: 0; margin-bottom: .4rem; }
  #index :is(th, td):is(.applicant, .class, .amount) { display: none; }
  #index { font-size: .875rem; }
  #index thead th:nth-child(1) { width: 34%; }
  #index thead th:nth-child(2) { width: auto; }
  #index thead th:last-child { width: 24%; }
  th, td { padding-right: .4rem; }
}
@media print {
  :root { color-scheme: light; --text: #000; --soft: #333; --back: #fff; --line: #999; --head: #fff; --link: #000;
    --red: #000; --yellow: #000; --green: #000; --blue: #000; --mark: #ddd; }
  @page { margin: 15mm 15mm; }
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.35; }
  h1 { font-size: 10pt; margin-bottom: .5rem; }
  h2 { font-size: 15pt; margin: .75rem 0 .5rem; }
  main > h2:not(:first-of-type) { font-size: 12pt; }
  h3 { font-size: 11.5pt; margin: .9rem 0 .3rem; }
  h4 { font-size: 9.5pt; }
  p, ul, ol { max-width: none; }
  dl { margin: .5rem 0; }
  dl div { gap: 0 .5rem; }
  ol > li { margin-bottom: .5rem; }
  .note, dl.own dt { font-size: 8pt; }
  dl.own { max-width: none; columns: 2; column-gap: 8mm; font-size: 8.5pt; line-height: 1.3; }
  dl.own > div { padding: .25rem 0; }
  dl.own > .record > dt { font-size: 9.5pt; }
  dl.own :is(.prose, .record) { margin-top: .15rem; }
  dl.own .record div.short { display: inline; margin-right: .6rem; }
  dl.own .record .record > dd { padding-left: .4rem; }
  dl.own ol > li { margin-bottom: .25rem; padding-left: 1rem; }
  dl.own ol > li::before { width: .75rem; }
  dl.own .prose { break-inside: avoid; }
  dl.own dt { break-after: avoid; }
  table.requirements { width: 100%; font-size: 8.5pt; line-height: 1.2; }
  table.requirements :is(th, td) { padding: .12rem .5rem .12rem .25rem; }
  ol.sheet > li { margin-bottom: .75rem; }
  .notes > div { height: 7.5mm; max-width: none; }
  .sources { columns: 2; column-gap: 8mm; font-size: 8pt; line-height: 1.25; }
  .sources > div { break-inside: avoid; margin-bottom: .3rem; }
  #controls, #folding, .back, .on-screen, details:not([open]) { display: none; }
  h2, h3, h4, h3 + p { break-after: avoid; }
  details { break-before: page; border: 0; }
  #index { font-size: 9pt; }
  #index thead th:nth-child(1) { width: 16%; }
  #index thead th:nth-child(2) { width: 27%; }
  #index .file { font-size: inherit; }
  #index thead th.amount { width: 14%; }
  #index th button::after { content: none; }
  #index .number { white-space: nowrap; }
  .item, tr, pre, svg { break-inside: avoid; }
  thead { display: table-header-group; }
  pre { border: 1px solid var(--line); }
  .wide { overflow: visible; }
  .chain { font-size: 7.5pt; min-width: 0; }
}
"""
