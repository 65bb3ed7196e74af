// The page that shows a report and what its check finds.
import { connect } from "/static/site/connection.js";

const at = id => document.getElementById(id);
const LEVELS = { good: "✓", open: "?", bad: "✗" };

connect("/report/watch", { message: text => show(JSON.parse(text)) });

function make(name, text = "", cls = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (cls) element.className = cls;
  return element;
}

function show({ folder, lines, checking, check, problem }) {
  at("folder").textContent = folder;
  at("problem").textContent = problem;
  at("sum").textContent = checking ? "Checking …" : check ? sum(check) : "";
  at("text").classList.toggle("old", checking);
  const notes = new Map(); // by line
  const add = (line, note) => notes.set(line, [...(notes.get(line) ?? []), note]);
  for (const finding of check?.findings ?? []) add(finding.line, note("bad", "Finding", finding.what));
  for (const claim of check?.claims ?? []) {
    add(claim.line, note(level(claim), `${claim.id}: ${claim.verdict}${claim.overclaim ? ", overclaim" : ""}`, claim.rationale, claim.help));
  }
  at("whole").replaceChildren(...(notes.get(0) ?? []).map(one => {
    const item = document.createElement("li");
    item.append(one);
    return item;
  }));
  const scrolled = window.scrollY;
  at("text").replaceChildren(...lines.map((text, i) => line(i + 1, text, notes.get(i + 1) ?? [])));
  window.scrollTo(0, scrolled);
}

function level(claim) {
  if (claim.overclaim) return "open";
  if (claim.earned) return "good";
  return claim.verdict === "INCONCLUSIVE" ? "open" : "bad";
}

function sum({ findings, claims, sound }) {
  const earned = claims.filter(claim => claim.earned && !claim.overclaim).length;
  const words = `${findings.length} finding${findings.length === 1 ? "" : "s"}; ${earned} of ${claims.length} claims supported.`;
  return (sound ? "✓ Nothing to correct: " : "") + words;
}

function note(level, head, text, help) {
  const box = make("div", "", `note ${level}`);
  box.append(make("strong", `${LEVELS[level]} ${head}`), make("p", text));
  if (help) box.append(make("p", help, "calm"));
  return box;
}

function line(number, text, notes) {
  const row = make("div", "", notes.length > 0 ? "line noted" : "line");
  row.append(make("span", String(number), "n"), make("code", text || " "));
  if (notes.length > 0) {
    const box = make("div", "", "notes");
    box.append(...notes);
    row.append(box);
  }
  return row;
}
