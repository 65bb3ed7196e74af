// The page that races a strategy.
import { key } from "/static/site/connection.js";
import { at, follow, make, number, problem, share, strategies } from "/static/run/run.js";

const form = at("start");
const canStep = document.querySelector('.site nav a[href^="/step"]') !== null;

follow("race", () => Object.fromEntries(new FormData(form)), draw);

strategies("race").then(groups => {
  form.elements.strategy.replaceChildren(...groups.map(([group, choices]) => {
    const list = document.createElement("optgroup");
    list.label = group;
    for (const choice of choices) list.append(make("option", choice.name));
    return list;
  }));
  const first = ["unsafe", "cow"].find(name => groups.some(([, all]) => all.some(one => one.name === name)));
  if (groups[0]?.[0] !== "yours" && first) form.elements.strategy.value = first;
}, error => problem(error.message));

function draw(state) {
  const { story } = state;
  if (!story.results) return;
  const running = state.phase === "RUNNING";
  const name = typeof story.strategy === "string" ? story.strategy : story.strategy.name;
  at("verdicts").tBodies[0].replaceChildren(...story.results.map(row => line(row, name, running)));
}

function line(row, strategy, running) {
  const tr = document.createElement("tr");
  const head = make("th", row.guarantee);
  head.scope = "row";
  const verdict = document.createElement("td");
  verdict.append(badge(row, running));
  tr.append(head, make("td", row.declared ? "yes" : "no"), verdict, make("td", engine(row)), make("td", counts(row)), seen(row, strategy, running));
  ["Promised", "", "Engine", "Two threads", ""].forEach((title, i) => {
    if (title) tr.cells[i + 1].dataset.name = title;
  });
  return tr;
}

function badge(row, running) {
  if (row.verdict === "NOT RUN") return running ? make("span", "…", "badge calm") : make("span", "? NOT RUN", row.declared ? "badge open" : "badge calm");
  if (row.verdict === "HELD") return row.declared ? make("span", "✓ HELD", "badge good") : make("span", "· HELD", "badge calm");
  return row.declared ? make("span", "✗ BROKEN", "badge bad") : make("span", "– BROKEN", "badge calm");
}

function engine({ engine }) {
  if (!engine || engine.executions === 0) return "";
  const size = `${number(engine.executions)} executions`;
  switch (engine.verdict) {
    case "WITNESS": return "found a witness";
    case "EXHAUSTED": return `all ${size}`;
    default: return size;
  }
}

function counts(row) {
  if (row.samples <= 1) return "";
  if (row.violations > 0) return `${number(row.violations)} of ${number(row.samples)} (${share(row.violations / row.samples)})`;
  const bound = row.bound ? `; at most ${share(row.bound)}` : "";
  return `0 of ${number(row.samples)}${bound}`;
}

function seen(row, strategy, running) {
  const cell = document.createElement("td");
  const witness = row.engine?.witness;
  if (row.note && !(running && row.verdict === "NOT RUN")) cell.append(row.note);
  else if (!row.declared && row.verdict === "HELD") cell.append("Not seen broken; not promised either.");
  if (witness && canStep) {
    const link = make("a", "Step through it");
    link.href = "/step#" + new URLSearchParams({ t: key(), strategy, scenario: witness.program, schedule: witness.schedule });
    cell.append(cell.hasChildNodes() ? "\n" : "", link);
  }
  return cell;
}
