"""The frame of an HTML report: a self-contained file that loads no other resources."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

from sociallan.formats.html_style import STYLE
from sociallan.report.html_elements import Markup, element, escaped
from sociallan.report.view import View

SCRIPT = """
"use strict";
const table = document.getElementById("index");
if (table) {
  const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells];
  const find = document.getElementById("find"), only = document.getElementById("only");
  const status = document.getElementById("shown");
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const lower = text => text.toLocaleLowerCase(document.documentElement.lang);
  const texts = new Map(rows.map(row => [row, lower(row.textContent)]));
  const filter = () => {
    const sought = lower(find.value.trim());
    let shown = 0;
    for (const row of rows) {
      row.hidden = !(texts.get(row).includes(sought) && (!only.value || row.dataset.verdict === only.value));
      if (!row.hidden) shown += 1;
    }
    status.textContent = status.dataset.says.replace("{shown}", shown).replace("{count}", rows.length);
  };
  const sort = (head, column) => {
    const number = "value" in rows[0].cells[column].dataset;
    const key = row => number ? Number(row.cells[column].dataset.value) : row.cells[column].textContent;
    const keys = new Map(rows.map(row => [row, key(row)]));
    const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    heads.forEach(each => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
    rows.sort((a, b) => way * (number ? keys.get(a) - keys.get(b) : compare(keys.get(a), keys.get(b))));
    body.replaceChildren(...rows);
  };
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, column));
    head.append(button);
  });
  find.addEventListener("input", filter);
  only.addEventListener("change", filter);
  document.getElementById("controls").hidden = false;
  filter();
  const folding = document.getElementById("folding");
  const fold = open => document.querySelectorAll("details").forEach(each => { each.open = open; });
  document.getElementById("open").addEventListener("click", () => fold(true));
  document.getElementById("close").addEventListener("click", () => fold(false));
  folding.hidden = false;
}
"""
"""The script that sorts and filters the table. The page is complete without it."""


def page(title: str, heading: str, parts: Iterable[Markup], view: View) -> Iterator[str]:
    """Yield a page in pieces. Its policy forbids loading resources and running any other script."""
    policy = (
        f"default-src 'none'; style-src {_digest(STYLE)}; script-src {_digest(SCRIPT)}; base-uri 'none'; "
        "form-action 'none'"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Markup(STYLE)),
    )
    yield f'<!DOCTYPE html>\n<html lang="{escaped(view.words.lang)}">\n{head}\n<body><main>\n'
    yield element("h1", heading)
    for part in parts:
        yield f"\n{part}"
    yield f"\n</main>{element('script', Markup(SCRIPT))}</body>\n</html>\n"


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
