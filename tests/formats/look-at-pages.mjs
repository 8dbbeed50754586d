// Open HTML reports in Chromium, have axe-core look at them, use their table, and tell what is wrong.
// Run by verify-html: node look-at-pages.mjs CHROMIUM FOLDER-OF-MODULES FOLDER-OF-PAGES [FOLDER-OF-PICTURES]
import { createRequire } from "node:module";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, modules, pages, pictures] = process.argv.slice(2);
const require = createRequire(join(modules, "node_modules", "x.js"));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")).href);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { FileSystemConfigLoader, HtmlValidate } = require("html-validate");
const validator = new HtmlValidate(new FileSystemConfigLoader({
  extends: ["html-validate:standard", "html-validate:a11y"],
  // These are about how HTML is written by hand, and the style and the script have a hash in the page's policy.
  rules: { "no-inline-style": "off", "long-title": "off", "no-trailing-whitespace": "off", "require-sri": "off" },
}));
const LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const LARGE = 2_000_000;
const SIZES = { wide: 1280, narrow: 390 };
// A page named so is handed over on paper: it takes at most so many sheets.
const PRINTED = /^printed-/;
const MOST_SHEETS = 8;

const wrong = [];
const profile = mkdtempSync(join(tmpdir(), "chromium-"));
const browser = await puppeteer.launch({
  executablePath: chromium,
  headless: true,
  userDataDir: profile,
  // A picture of a long page takes minutes on a slow machine, which is nothing wrong with the page.
  protocolTimeout: 1_800_000,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
let looks = 0;
for (const file of readdirSync(pages).filter(name => name.endsWith(".html")).sort()) {
  const path = join(pages, file);
  const text = readFileSync(path, "utf8");
  if (text.length < LARGE) {
    for (const result of (await validator.validateString(text)).results) {
      for (const said of result.messages) {
        wrong.push(`${file}: html-validate: ${said.ruleId}: ${said.message} (line ${said.line}, column ${said.column})`);
      }
    }
  }
  for (const [name, scheme] of views(file, text)) {
    looks += 1;
    await look(file, path, name, SIZES[name], scheme);
  }
}
await browser.close();
rmSync(profile, { recursive: true, force: true });
console.log(wrong.join("\n") || `axe-core ${require("axe-core/package.json").version}: ${looks} looks, no violation`);
process.exit(wrong.length ? 1 : 0);

// Each width and each scheme is looked at once, both of each for pictures. A page of very many is opened for whether
// its table answers, and a printed one for its sheets: another of the kind is looked at in every way.
function views(file, text) {
  if (text.length > LARGE || (PRINTED.test(file) && !pictures)) return [["wide", "light"]];
  const both = [["wide", "light"], ["narrow", "dark"]];
  return pictures ? [...both, ["narrow", "light"], ["wide", "dark"]] : both;
}

async function look(file, path, name, width, scheme) {
  const tab = await browser.newPage();
  const at = `${file}, ${name}, ${scheme}`;
  const said = problem => wrong.push(`${at}: ${problem}`);
  tab.on("console", message => said(`console: ${message.text()}`));
  tab.on("pageerror", error => said(`error: ${error.message}`));
  tab.on("dialog", async dialog => { said(`dialog: ${dialog.message()}`); await dialog.dismiss(); });
  tab.on("request", request => {
    if (request.url() !== pathToFileURL(path).href) said(`fetched ${request.url()}`);
  });
  await tab.setViewport({ width, height: 900 });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.goto(pathToFileURL(path).href);
  const table = await tab.$("#index");
  const rows = table ? await tab.$$eval("#index tbody tr", all => all.length) : 0;
  const large = rows > 1000;
  if (pictures && scheme === "light" && !large) await picture(tab, `${file}.${name}.png`);
  if (table && rows) {
    await useTable(tab, said, rows);
    if (large) console.log(`${at}: ${rows} rows, ${await slowest(tab)} ms to sort or to search at the most`);
    else await tab.click("#open");
  }
  if (large) return tab.close();
  await tab.evaluate(axe);
  const found = await tab.evaluate(runOnly => globalThis.axe.run(document, { runOnly }), LEVELS);
  for (const violation of found.violations) {
    said(`${violation.id}: ${violation.help}: ${violation.nodes.map(node => node.html.slice(0, 120)).slice(0, 3).join(" … ")}`);
  }
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) said(`${overflow} pixels wider than the window`);
  const outside = await tab.evaluate(textsOutsideBoxes);
  if (outside.length) said(`texts outside the boxes of a figure: ${outside.slice(0, 3).join(" … ")}`);
  if (scheme === "light" && name === "wide" && (pictures || PRINTED.test(file))) {
    const pdf = await tab.pdf({ format: "A4", ...(pictures && { path: join(pictures, `${file}.pdf`) }) });
    const sheets = Buffer.from(pdf).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
    if (PRINTED.test(file) && sheets > MOST_SHEETS) said(`${sheets} sheets of A4, more than ${MOST_SHEETS}`);
  }
  if (pictures && scheme === "dark" && name === "wide") await picture(tab, `${file}.dark.png`);
  await tab.close();
}

// The widths of texts in a figure are reckoned, and a font may be wider than that.
function textsOutsideBoxes() {
  const shown = [...document.querySelectorAll("svg")].filter(svg => getComputedStyle(svg).display !== "none");
  return shown.flatMap(svg => {
    const boxes = [...svg.querySelectorAll("rect")].map(box => box.getBoundingClientRect());
    const lines = [...svg.querySelectorAll("tspan")].filter(line => !line.parentNode.classList.contains("more"));
    return lines.filter(line => {
      const at = line.getBoundingClientRect();
      return !boxes.some(box => at.left >= box.left && at.right <= box.right + 1 && at.bottom <= box.bottom + 1);
    }).map(line => line.textContent);
  });
}

async function picture(tab, name) {
  const { width } = tab.viewport();
  // Chromium cannot draw a page of any height in one picture.
  const height = Math.min(await tab.evaluate(() => document.documentElement.scrollHeight), 8000);
  await tab.screenshot({ path: join(pictures, basename(name)), clip: { x: 0, y: 0, width, height } });
}

// How long a reader waits until what is sorted or found is there to be seen, in milliseconds.
async function slowest(tab) {
  return tab.evaluate(() => {
    const taken = act => { const start = performance.now(); act(); document.body.offsetHeight; return performance.now() - start; };
    const find = document.getElementById("find");
    const seek = text => () => { find.value = text; find.dispatchEvent(new Event("input")); };
    const sorts = [...document.querySelectorAll("#index thead button")].map(button => taken(() => button.click()));
    return Math.round(Math.max(...sorts, taken(seek("o")), taken(seek("zz")), taken(seek(""))));
  });
}

// The table must answer to the keyboard as to the mouse, and say what it does.
async function useTable(tab, said, rows) {
  const shown = () => tab.$$eval("#index tbody tr:not([hidden])", all => all.length);
  for (const way of ["ascending", "descending"]) {
    await tab.focus("#index thead th:last-child button");
    await tab.keyboard.press("Enter");
    const [sorted, counts] = await tab.evaluate(() => [
      document.querySelector("#index thead th:last-child").getAttribute("aria-sort"),
      [...document.querySelectorAll("#index tbody tr")].map(row => Number(row.cells[row.cells.length - 1].dataset.value)),
    ]);
    if (sorted !== way) said(`aria-sort is ${sorted}, not ${way}`);
    const expected = [...counts].sort((a, b) => (way === "ascending" ? a - b : b - a));
    if (counts.join() !== expected.join()) said(`not sorted: ${way}`);
  }
  await tab.select("#only", "ready");
  const ready = await tab.$$eval("#index tbody tr[data-verdict=ready]", all => all.length);
  if ((await shown()) !== ready) said(`${await shown()} rows of one verdict, not ${ready}`);
  const told = (await tab.$eval("#shown", status => status.textContent)).match(/\d+/g) ?? [];
  if (told.join() !== [ready, rows].join()) said(`the status tells ${told}, not ${ready} of ${rows}`);
  await tab.select("#only", "");
  await tab.type("#find", "zzzz");
  if ((await shown()) !== 0) said("rows are shown that do not have what was sought");
  await tab.$eval("#find", input => { input.value = ""; input.dispatchEvent(new Event("input")); });
  if ((await shown()) !== rows) said("not all rows came back");
}
