// The page that measures strategies.
import uPlot from "/static/uplot/uPlot.esm.js";
import { at, follow, make, problem, share, strategies } from "/static/run/run.js";

// Distinguishable without seeing colors well (Okabe and Ito); the dashes tell the rest apart.
const COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00"];
const DASHES = [[], [8, 4], [2, 3]];
const FIRST = ["synchronized", "cow", "snapshot"];
const HEIGHT = 260;

const form = at("start");
const charts = new Map(); // by cell: { figure, plot, names, body }
let run = 0;

follow("bench", () => ({
  strategies: [...form.querySelectorAll("fieldset input:checked")].map(box => box.value),
  question: form.elements.question.value,
  time: form.elements.time.value,
}), draw);

strategies("bench").then(groups => {
  at("strategies").append(...groups.map(([group, choices]) => {
    const row = make("div", "", "group");
    row.append(make("span", group), ...choices.map(choice => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.value = choice.name;
      box.checked = FIRST.includes(choice.name);
      label.append(box, choice.name);
      label.title = choice.technique;
      return label;
    }));
    return row;
  }));
}, error => problem(error.message));

function draw({ number, story }) {
  if (number !== run) {
    run = number;
    charts.clear();
    at("cells").replaceChildren();
  }
  at("resolution").textContent = story.resolution ?? "";
  at("checks").replaceChildren(...story.checks.map(check => make("li",
    check.faults.length === 0
      ? `✓ ${check.strategy}: no fault was seen in the short check.`
      : `✗ ${check.strategy} ${check.faults[0].replace(/\.$/, "")}. How fast it is does not matter.`,
    check.faults.length === 0 ? "good" : "bad")));
  const wrong = new Set(story.checks.filter(check => check.faults.length > 0).map(check => check.strategy));
  for (const [cell, forks] of Map.groupBy(story.forks, fork => `${fork.question}: ${fork.cell}`)) {
    chart(cell, forks, wrong);
  }
}

function chart(cell, forks, wrong) {
  const byName = Map.groupBy(forks, fork => fork.contestant);
  const names = [...byName.keys()].sort();
  const rounds = [...new Set(forks.map(fork => fork.round))].sort((a, b) => a - b);
  const data = [rounds, ...names.map(name => {
    const scores = new Map(byName.get(name).map(fork => [fork.round, fork.score]));
    return rounds.map(round => scores.get(round) ?? null);
  })];
  let shown = charts.get(cell);
  if (!shown) {
    shown = { figure: document.createElement("figure"), holder: document.createElement("div"), body: document.createElement("tbody") };
    const table = document.createElement("table");
    table.append(shown.body);
    shown.figure.append(make("figcaption", cell), shown.holder, table);
    at("cells").append(shown.figure);
    charts.set(cell, shown);
  }
  if (shown.names?.join() !== names.join()) {
    shown.plot?.destroy();
    shown.names = names;
    shown.unit = forks[0].unit;
    shown.plot = plot(shown, data);
  } else {
    shown.plot.setData(data);
  }
  const word = forks[0].lowerIsBetter ? "lower is better" : "higher is better";
  shown.body.replaceChildren(...names.map(name => {
    const scores = byName.get(name).map(fork => fork.score);
    const row = document.createElement("tr");
    row.append(make("th", name), make("td", `${scores.length} fork${scores.length === 1 ? "" : "s"}`, "n"), make("td", `${amount(mean(scores))} ${forks[0].unit}`, "n"), make("td", spread(scores), "calm"));
    row.cells[0].scope = "row";
    if (wrong.has(name)) row.className = "struck";
    return row;
  }));
  shown.figure.firstChild.textContent = `${cell} (${word})`;
}

const mean = scores => scores.reduce((sum, score) => sum + score, 0) / scores.length;

/** How far the forks are apart: it says how much a difference of the means can be trusted. */
function spread(scores) {
  return scores.length < 2 ? "" : `spread ${share((Math.max(...scores) - Math.min(...scores)) / mean(scores))}`;
}

function amount(score) {
  return score >= 1e6 ? `${(score / 1e6).toPrecision(3)} million` : Number(score.toPrecision(3)).toLocaleString("en-US");
}

function plot(shown, data) {
  const ink = getComputedStyle(document.documentElement).getPropertyValue("--calm").trim();
  const line = getComputedStyle(document.documentElement).getPropertyValue("--line").trim();
  const axis = { stroke: ink, grid: { stroke: line, width: 1 }, ticks: { stroke: line, width: 1 }, font: "12px system-ui" };
  return new uPlot({
    width: width(),
    height: HEIGHT,
    scales: { x: { time: false, range: (u, low, high) => [low - .5, Math.max(high, low + 4) + .5] }, y: { range: (u, low, high) => [0, high * 1.1] } },
    axes: [
      { ...axis, label: "round", labelFont: axis.font, labelSize: 20, incrs: [1, 2, 5, 10, 20, 50, 100] },
      { ...axis, label: shown.unit, labelFont: axis.font, labelSize: 20, size: 62, values: (u, ticks) => ticks.map(short) },
    ],
    legend: { live: false },
    cursor: { show: false },
    series: [{}, ...shown.names.map((name, i) => ({
      label: name,
      stroke: COLORS[i % COLORS.length],
      dash: DASHES[Math.floor(i / COLORS.length) % DASHES.length],
      width: 2,
      spanGaps: true,
      points: { show: true, size: 7, fill: COLORS[i % COLORS.length] },
    }))],
  }, data, shown.holder);
}

function short(value) {
  return value >= 1e6 ? value / 1e6 + " M" : value >= 1e3 ? value / 1e3 + " k" : String(value);
}

/** As wide as a column of the grid. */
function width() {
  const column = getComputedStyle(at("cells")).gridTemplateColumns.split(" ")[0];
  return Math.max(240, Math.floor(parseFloat(column)) || at("cells").clientWidth);
}

function again() {
  for (const shown of charts.values()) {
    const data = shown.plot.data;
    shown.plot.destroy();
    shown.plot = plot(shown, data);
  }
}
window.addEventListener("resize", () => charts.forEach(({ plot }) => plot.setSize({ width: width(), height: HEIGHT })));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
