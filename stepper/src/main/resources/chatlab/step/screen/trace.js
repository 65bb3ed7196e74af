"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const at = id => document.getElementById(id);
const last = data.moments.length - 1;
const ending = data.outcome + (data.broken.length ? " — breaks " + data.broken.join("; ") : "");

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const simple = spot => spot.className.replace(/\$.*/, "").replace(/.*\./, "");

function excerpt(spot) {
  const lines = data.source[simple(spot)] || {};
  const pre = element("pre");
  pre.append(element("span", simple(spot) + "." + spot.method + (spot.line ? ":" + spot.line : "") + (spot.instruction ? " " + spot.instruction : "") + "\n"));
  if (spot.values) pre.append(element("i", "  " + spot.values + "\n"));
  for (let n = spot.line - 3; n <= spot.line + 3; n++) {
    if (lines[n] !== undefined) {
      const line = String(n).padStart(5) + "  " + lines[n];
      pre.append(n === spot.line ? element("b", line) : element("span", line + "\n"));
    }
  }
  return pre;
}

function lane(view, moved) {
  const box = element("section", undefined, "lane " + view.status.toLowerCase() + (moved ? " moved" : ""));
  box.append(element("h2", view.thread), element("p", view.note || (view.status === "ENDED" ? "has ended" : "")));
  const own = view.spots.findIndex(spot => !spot.className.startsWith("java."));
  if (own >= 0) box.append(excerpt(view.spots[own]));
  if (own > 0) box.append(excerpt(view.spots[0]));
  return box;
}

function show(step) {
  const moment = data.moments[step];
  const before = step > 0 ? data.moments[step - 1].state.map(row => row.name + "=" + row.value) : [];
  at("slider").value = step;
  at("step").textContent = "step " + step + " of " + last + (moment.moved ? ": " + moment.moved : "");
  at("lanes").replaceChildren(...moment.lanes.map(view => lane(view, view.thread === moment.moved)));
  at("state").replaceChildren(...moment.state.map(row => {
    const changed = step > 0 && !before.includes(row.name + "=" + row.value);
    const line = element("tr", undefined, changed ? "changed" : "");
    line.append(element("th", row.name), element("td", row.value));
    return line;
  }));
  at("outcome").textContent = step < last ? "" : data.isOver ? ending : "No end yet: this is as far as the schedule goes.";
  at("outcome").className = data.broken.length ? "broken" : "whole";
  for (const made of document.querySelectorAll("#strip .turn")) {
    made.classList.toggle("now", Number(made.dataset.first) <= step && step <= Number(made.dataset.last));
  }
  history.replaceState(null, "", "#" + step);
}

// A turn is as many steps as one thread takes before another does.
const turns = [];
for (let step = 1; step <= last; step++) {
  const thread = data.moments[step].moved;
  const turn = turns[turns.length - 1];
  if (turn && turn.thread === thread) turn.last = step;
  else turns.push({ thread, first: step, last: step });
}

function strip() {
  const threads = data.moments[last].lanes.map(view => view.thread);
  at("strip").replaceChildren(...threads.map(thread => {
    const row = element("div");
    row.append(element("span", thread));
    for (const turn of turns) {
      const mine = turn.thread === thread;
      const cell = element("button", undefined, mine ? "turn" : "");
      cell.style.flexGrow = 1 + Math.log2(turn.last - turn.first + 1);
      if (mine) {
        cell.dataset.first = turn.first;
        cell.dataset.last = turn.last;
        cell.title = cell.ariaLabel = thread + ", steps " + turn.first + " to " + turn.last;
        cell.addEventListener("click", () => show(turn.last));
      } else {
        cell.disabled = true;
      }
      row.append(cell);
    }
    return row;
  }));
}

function does(step) {
  const view = data.moments[step - 1].lanes.find(each => each.thread === data.moments[step].moved);
  if (!view) return "starts";
  if (view.note.startsWith("calls ") || !view.spots.length) return view.note || "starts";
  const spot = view.spots[0];
  const line = (data.source[simple(spot)] || {})[spot.line] || "";
  return simple(spot) + ":" + spot.line + (spot.instruction ? " " + spot.instruction : "") + "  " + line.trim();
}

function all() {
  at("all").replaceChildren(...data.moments.slice(1).map((moment, index) => {
    const before = data.moments[index].state.map(row => row.name + ": " + row.value);
    const now = moment.state.map(row => row.name + ": " + row.value);
    const line = element("tr");
    line.append(
      element("td", index + 1), element("td", moment.moved),
      element("td", does(index + 1)), element("td", now.filter(row => !before.includes(row)).join("; ")));
    return line;
  }));
  const end = element("td", ending);
  end.colSpan = 4;
  const line = element("tr");
  line.append(end);
  at("all").append(line);
}

at("question").textContent = data.question;
at("schedule").textContent = data.schedule;
at("slider").max = last;
at("slider").addEventListener("input", () => show(Number(at("slider").value)));
const move = by => show(Math.min(last, Math.max(0, Number(at("slider").value) + by)));
at("back").addEventListener("click", () => move(-1));
at("forth").addEventListener("click", () => move(1));
function turn(by) {
  const now = Number(at("slider").value);
  const ends = [0, ...turns.map(each => each.last)];
  show(by < 0 ? ends.filter(end => end < now).pop() ?? 0 : ends.find(end => end > now) ?? last);
}
at("before").addEventListener("click", () => turn(-1));
at("after").addEventListener("click", () => turn(1));
const keys = {
  ArrowLeft: () => move(-1), ArrowRight: () => move(1), ArrowUp: () => turn(-1), ArrowDown: () => turn(1),
  Home: () => show(0), End: () => show(last),
};
document.addEventListener("keydown", event => {
  if (!keys[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  keys[event.key]();
});
window.addEventListener("hashchange", () => show(fromAddress()));
const fromAddress = () => Math.min(last, Math.max(0, parseInt(location.hash.slice(1), 10) || 0));
strip();
all();
show(fromAddress());
