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

const simple = place => place.className.replace(/\$.*/, "").replace(/.*\./, "");

function excerpt(place) {
  const lines = data.source[simple(place)] || {};
  const pre = element("pre");
  pre.append(element("span", simple(place) + "." + place.method + (place.line ? ":" + place.line : "") + "\n"));
  for (let n = place.line - 3; n <= place.line + 3; n++) {
    if (lines[n] !== undefined) {
      const line = String(n).padStart(5) + "  " + lines[n];
      pre.append(n === place.line ? element("b", line) : element("span", line + "\n"));
    }
  }
  return pre;
}

function lane(view, moment) {
  const moved = view.thread === moment.moved;
  const box = element("section", undefined, "lane " + view.state.toLowerCase() + (moved ? " moved" : ""));
  box.append(element("h2", view.thread));
  if (moved) box.append(element("p", moment.words, "did"));
  if (moved) box.append(...moment.notes.map(note => element("p", note, "note")));
  box.append(element("p", view.state === "READY" ? "next: " + view.next : view.next, "next"));
  if (view.candidates.length > 1) {
    box.append(element("p", "it may read " + view.candidates.map(each => each.value).join(" or "), "note"));
  }
  const own = view.frames.findIndex(place => !place.className.startsWith("java."));
  if (own >= 0) box.append(excerpt(view.frames[own]));
  if (own > 0) box.append(excerpt(view.frames[0]));
  return box;
}

function show(step) {
  const moment = data.moments[step];
  const before = step > 0 ? data.moments[step - 1].state.map(row => row.name + "=" + row.value) : [];
  at("slider").value = step;
  at("step").textContent = "step " + step + " of " + last + (moment.moved ? ": " + moment.moved : "");
  at("lanes").replaceChildren(...moment.lanes.map(view => lane(view, moment)));
  at("state").replaceChildren(...moment.state.map(row => {
    const changed = step > 0 && !before.includes(row.name + "=" + row.value);
    const line = element("tr", undefined, changed ? "changed" : "");
    line.append(element("th", row.name), element("td", row.value));
    return line;
  }));
  at("outcome").textContent = step < last ? "" : data.isOver ? ending : "No end yet: this is as far as the schedule goes.";
  at("outcome").className = data.broken.length ? "broken" : "whole";
  at("why").replaceChildren(...(step < last ? [] : data.why).map(reason => element("li", reason)));
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
  const moment = data.moments[step];
  return [moment.words, ...moment.notes].join("; ");
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
