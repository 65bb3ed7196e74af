// <step-view>: the states of a stepped run (chatlab/step/1), one at a time: a lane for each thread, what the
// threads share, and a timeline. It is the same in a page of `lab web`, which gets the states one after
// another, and in a file of `lab step --html`, which has them all.

class StepView extends HTMLElement {
  /** What takes steps: { step(after, thread, alternative), run(after, thread), line(after, thread) }; null in a recording. */
  feed = null;
  about = null;
  states = [];
  at = 0;
  #code = {};
  #byLines = false;
  #older = 0;
  #parts = null;

  connectedCallback() {
    if (this.#parts) return;
    this.#build();
    document.addEventListener("keydown", event => this.#press(event));
    new ResizeObserver(() => this.#density()).observe(this.#parts.track);
  }

  // --- States in ---

  /** Takes a document of the schema. */
  take(sent) {
    if (sent.title) {
      this.about = sent.title;
      this.#code = {};
      this.states = [];
    } else {
      this.states.length = sent.after + 1;
    }
    for (const [type, lines] of Object.entries(sent.code)) {
      this.#code[type] = { ...this.#code[type], ...lines };
    }
    this.states.push(...sent.states);
    this.#older = 0;
    this.say("");
    this.#timeline();
    this.#all();
    this.show(this.states.length - 1);
  }

  /** Shows the state after so many steps. */
  show(step) {
    this.at = Math.min(this.states.length - 1, Math.max(0, step));
    this.#draw();
    this.dispatchEvent(new Event("shown"));
  }

  /** Shows a sentence. */
  say(sentence, isTrouble = false) {
    this.#parts.said.textContent = sentence;
    this.#parts.said.className = "said" + (isTrouble ? " bad" : "");
  }

  get last() {
    return this.states.length - 1;
  }

  get state() {
    return this.states[this.at];
  }

  /** The first steps as a schedule, in few words. */
  schedule(steps = this.at) {
    const turns = [];
    for (let i = 1; i <= steps; i++) {
      const { word, thread } = this.states[i];
      const turn = turns.at(-1);
      const isReady = this.#isReady(i - 1, thread);
      if (turn?.word === word && !/[~!]/.test(word)) {
        turn.count++;
        turn.end = i;
        turn.isReady &&= isReady;
      } else {
        turns.push({ word, thread, count: 1, end: i, isReady });
      }
    }
    return turns.map(turn => this.#turn(turn)).join(" ");
  }

  // "bob!" is all steps of bob until he waits or ends, if he did not wait in between.
  #turn({ word, thread, count, end, isReady }) {
    if (count === 1) return word;
    return isReady && !this.#isReady(end, thread) ? `${word}!` : `${word}*${count}`;
  }

  #isReady(step, thread) {
    return this.states[step].threads.find(lane => lane.thread === thread)?.state === "READY";
  }

  /** The command that plays the steps shown, in a terminal. */
  command() {
    const quote = text => /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
    const { strategy, scenario, memory } = this.about;
    const words = ["lab", "step", "--strategy", quote(strategy), "--scenario", quote(scenario)];
    if (memory === "sc") words.push("--memory", "sc");
    if (this.at > 0) words.push("--play", `'${this.schedule()}'`);
    return words.join(" ");
  }

  // --- What the user does ---

  /** A thread takes a step: the one that is recorded here, or else another. */
  step(thread, alternative = 0) {
    if (this.state.end) return this.say("It is over; u takes a step back.");
    if (this.feed && this.#byLines && alternative === 0) return this.feed.line(this.at, thread);
    const word = alternative === 0 ? thread : `${thread}~${alternative}`;
    const next = this.states[this.at + 1];
    if (next?.word === word) return this.show(this.at + 1);
    if (!this.feed) return this.#recordedOnly(next);
    this.feed.step(this.at, thread, alternative);
  }

  /** A thread takes steps until it waits or ends. */
  run(thread) {
    if (this.state.end) return this.say("It is over; u takes a step back.");
    if (this.feed) return this.feed.run(this.at, thread);
    let to = this.at;
    while (this.states[to + 1]?.thread === thread) to++;
    if (to === this.at) this.#recordedOnly(this.states[to + 1]);
    else this.show(to);
  }

  #recordedOnly(next) {
    this.say(next ? `In this recording, the next step is of ${next.thread}.` : "The recording ends here.");
  }

  #press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.about) return;
    if (event.target.closest("input:not([type=range]), select, textarea")) return;
    if (event.key.startsWith("Arrow") && event.target.closest("pre")) return; // it scrolls
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    const lane = digit && this.state.threads[digit[1] - 1];
    const known = lane ? () => this.#number(lane, event.shiftKey) : this.#keys[event.key];
    if (!known) return;
    event.preventDefault();
    if (event.key !== "o") this.say("");
    known();
    if (event.key !== "o" && event.key !== "Shift") this.#older = 0;
  }

  #number(lane, shift) {
    if (shift) this.run(lane.thread);
    else this.step(lane.thread, this.#older);
  }

  #keys = {
    u: () => this.show(this.at - 1),
    r: () => this.show(0),
    l: () => this.#lines(),
    o: () => this.#chooseOlder(),
    h: () => this.say(this.at === 0 || !this.about.way ? this.about.hint : `One way that works: ${this.about.way}`),
    n: () => this.#next(),
    s: () => this.#save(),
    ArrowLeft: () => this.show(this.at - 1),
    ArrowRight: () => this.show(this.at + 1),
    ArrowUp: () => this.#toTurn(-1),
    ArrowDown: () => this.#toTurn(1),
    Home: () => this.show(0),
    End: () => this.show(this.last),
  };

  #chooseOlder() {
    this.#older++;
    this.say("Now the number of a thread that has a choice: it reads the older value.");
  }

  #lines() {
    if (!this.feed) return;
    this.#byLines = !this.#byLines;
    this.say(this.#byLines ? "A step is a line now." : "A step is one access now.");
  }

  #next() {
    if (!this.feed) return this.show(this.at + 1);
    if (!this.about.way) return this.say("There is no bundled witness to follow here; search for one.");
    this.feed.next(this.at);
  }

  // What broke something is saved as a witness; before that, a search may find one.
  #save() {
    const witness = this.state.end?.witness;
    if (!witness) {
      this.dispatchEvent(new Event("search"));
      return;
    }
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(witness, null, 2) + "\n"], { type: "application/json" }));
    link.download = `witness-${this.about.name}-${witness.scenario}.json`.replace(/[^\w.-]+/g, "_");
    link.click();
    URL.revokeObjectURL(link.href);
    this.say(`Saved; replay it with: lab step --play ${link.download}`);
  }

  // To where another thread takes over.
  #toTurn(by) {
    const ends = [0];
    for (let i = 1; i <= this.last; i++) {
      if (this.states[i].thread !== this.states[i + 1]?.thread) ends.push(i);
    }
    this.show(by < 0 ? ends.findLast(end => end < this.at) ?? 0 : ends.find(end => end > this.at) ?? this.last);
  }

  // --- Drawing ---

  #build() {
    const parts = {};
    const part = (id, name, className, text) => parts[id] = make(name, className, text);
    part("question", "p", "question");
    const time = make("section", "panel time");
    time.setAttribute("aria-label", "Timeline");
    const bar = make("div", "moves");
    const button = (text, label, act) => {
      const made = make("button", "", text);
      made.type = "button";
      made.title = made.ariaLabel = label;
      made.addEventListener("click", act);
      bar.append(made);
      return made;
    };
    parts.undo = button("↶ undo", "One step back (u)", () => this.show(this.at - 1));
    parts.begin = button("⇤", "To the beginning (r)", () => this.show(0));
    part("slider", "input");
    Object.assign(parts.slider, { type: "range", min: 0, ariaLabel: "Steps shown" });
    parts.slider.addEventListener("input", () => this.show(Number(parts.slider.value)));
    bar.append(parts.slider);
    parts.end = button("⇥", "To the last step (End)", () => this.show(this.last));
    part("count", "output", "count");
    bar.append(parts.count);
    part("track", "div", "track");
    parts.track.setAttribute("aria-hidden", "true"); // the slider says the same
    part("names", "div", "names");
    parts.names.setAttribute("aria-hidden", "true");
    const strip = make("div", "strip");
    strip.append(parts.names, parts.track);
    const legend = make("p", "legend calm", "r reads, R reads an older value, w writes, s a lock or the like, c calls or delivers. Click or drag to look at any step.");
    time.append(bar, strip, legend);
    this.#drag(parts.track);
    part("said", "p", "said");
    parts.said.setAttribute("role", "status");
    part("lanes", "div", "lanes");
    part("shared", "section", "panel shared");
    parts.shared.setAttribute("aria-label", "What the threads share");
    part("end_", "section", "panel end");
    parts.end_.setAttribute("role", "status");
    const foot = make("section", "panel foot");
    part("words", "code");
    part("terminal", "code");
    const line = (name, code, copied) => {
      const row = make("p", "copied");
      row.append(make("span", "calm", name + " "), code, copyButton(name.toLowerCase(), copied));
      return row;
    };
    foot.append(
      line("Schedule", parts.words, () => this.schedule()),
      line("In a terminal", parts.terminal, () => this.command()),
      make("p", "keys"));
    parts.keys = foot.lastElementChild;
    part("all", "table", "all");
    const top = make("div", "top");
    top.append(parts.question, parts.said);
    this.append(top, time, parts.end_, parts.lanes, parts.shared, foot, parts.all);
    this.#parts = parts;
  }

  #drag(track) {
    const to = event => {
      const box = track.getBoundingClientRect();
      this.show(Math.ceil((event.clientX - box.left) / box.width * this.last));
    };
    track.addEventListener("pointerdown", event => {
      if (this.last < 1) return;
      track.setPointerCapture(event.pointerId);
      to(event);
    });
    track.addEventListener("pointermove", event => {
      if (track.hasPointerCapture(event.pointerId)) to(event);
    });
  }

  #timeline() {
    const { track, names, slider } = this.#parts;
    const threads = this.states.at(-1).threads.map(lane => lane.thread);
    names.replaceChildren(...threads.map(thread => make("span", "", thread)));
    track.style.gridTemplateColumns = `repeat(${Math.max(1, this.last)}, minmax(0, 1fr))`;
    track.style.gridTemplateRows = `repeat(${threads.length}, 1.5rem)`;
    const cells = this.states.slice(1).map((state, index) => {
      const cell = make("span", "cell " + state.kind.toLowerCase(), LETTERS[state.kind]);
      cell.style.gridColumn = index + 1;
      cell.style.gridRow = threads.indexOf(state.thread) + 1;
      cell.title = `${index + 1} ${state.thread} ${state.did}`;
      return cell;
    });
    const now = make("span", "now");
    this.#parts.now = now;
    track.replaceChildren(...cells, now);
    slider.max = this.last;
    this.#density();
  }

  #density() {
    const { track } = this.#parts;
    track.classList.toggle("dense", track.clientWidth / Math.max(1, this.last) < 13);
  }

  #draw() {
    const { question, slider, count, undo, begin, end, track, now, lanes, words, terminal, keys } = this.#parts;
    const state = this.state;
    const before = this.at > 0 ? this.states[this.at - 1] : null;
    question.replaceChildren(
      make("strong", "", `${this.about.name} · ${this.about.scenario}`), " ", this.about.question, " ",
      make("span", "calm", `(${this.about.guarantee}${this.about.isDeclared ? "" : ", which it does not declare"})`));
    slider.value = this.at;
    slider.disabled = this.last === 0;
    undo.disabled = begin.disabled = this.at === 0;
    end.disabled = this.at === this.last;
    count.textContent = this.last === 0 ? "no step yet" : `step ${this.at} of ${this.last}`;
    slider.setAttribute("aria-valuetext", `step ${this.at} of ${this.last}` + (state.thread ? `: ${state.thread} ${state.did}` : ""));
    [...track.children].forEach((cell, index) => cell.classList.toggle("later", cell !== now && index >= this.at));
    now.style.left = `${this.last === 0 ? 0 : this.at / this.last * 100}%`;
    const held = document.activeElement?.dataset.does;
    lanes.replaceChildren(...state.threads.map((lane, index) => this.#lane(lane, index, state)));
    if (held) lanes.querySelector(`[data-does="${CSS.escape(held)}"]`)?.focus();
    for (const code of lanes.querySelectorAll("pre")) code.scrollLeft = 0;
    this.#shared(state, before);
    this.#end(state);
    words.textContent = this.schedule() || "no step yet";
    terminal.textContent = this.command();
    keys.replaceChildren(...keyWords(state.threads.length, this.feed !== null));
  }

  #lane(lane, index, state) {
    const moved = lane.thread === state.thread;
    const box = make("section", `panel lane ${lane.state.toLowerCase()}${moved ? " moved" : ""}`);
    box.setAttribute("aria-label", `Thread ${lane.thread}`);
    const head = make("div", "head");
    head.append(make("h2", "", lane.thread), make("span", "state", { READY: "can step", WAITING: "waits", ENDED: "has ended" }[lane.state]));
    if (!state.end && lane.state !== "ENDED") {
      head.append(
        this.#act(`${index + 1}`, "step", `step-${index}`, "main", () => this.step(lane.thread)),
        this.#act(`⇧${index + 1}`, "run on", `run-${index}`, "", () => this.run(lane.thread)));
      if (lane.state === "WAITING") head.querySelector("button.main").classList.remove("main");
    }
    box.append(head);
    if (moved) box.append(make("p", "did", `just now: ${state.did}`));
    if (moved) box.append(...state.notes.map(note => make("p", "note", note)));
    if (lane.state !== "ENDED") {
      const next = make("p", "next");
      if (lane.state === "READY") next.append(make("span", "calm", "next: "));
      next.append(lane.next);
      box.append(next);
    }
    if (lane.choices.length > 0 && !state.end) box.append(this.#choices(lane, index));
    const around = lane.places.length > 1 ? 2 : 4;
    box.append(...lane.places.map(place => this.#excerpt(place, around)));
    return box;
  }

  #act(key, text, does, className, act) {
    const button = make("button", className);
    button.type = "button";
    button.dataset.does = does;
    button.append(make("kbd", "", key), " " + text);
    button.addEventListener("click", () => {
      this.say("");
      act();
    });
    return button;
  }

  // Where a read has a choice, each value is a button.
  #choices(lane, index) {
    const group = make("div", "choices");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `What ${lane.thread} may read`);
    group.append(make("p", "", "This read may return:"));
    for (const choice of lane.choices) {
      const row = make("p", "choice");
      const key = "o".repeat(choice.alternative) + (index + 1);
      row.append(
        this.#act(key, `= ${choice.value}`, `choice-${index}-${choice.alternative}`, "", () => this.step(lane.thread, choice.alternative)),
        make("span", "calm", ` ${choice.alternative === 0 ? "" : "older, "}${choice.reason}`));
      group.append(row);
    }
    group.append(make("p", "calm", "Nothing orders that write before this read; a volatile would."));
    return group;
  }

  #excerpt(place, around) {
    const figure = make("figure");
    figure.append(make("figcaption", "calm", place.name + (place.line ? `:${place.line}` : "")));
    const pre = make("pre");
    pre.tabIndex = 0; // so that it can be scrolled by keyboard
    pre.setAttribute("aria-label", `Source of ${place.name}`);
    const lines = this.#code[place.type] ?? {};
    const shown = [];
    for (let n = place.line - around; n <= place.line + around; n++) if (lines[n] !== undefined) shown.push(n);
    const text = n => lines[n].replaceAll("\t", "    ");
    const indent = Math.min(...shown.filter(n => text(n).trim()).map(n => text(n).search(/\S/)));
    for (const n of shown) {
      const now = n === place.line;
      const row = make("span", now ? "line here" : "line", `${now ? "▶" : " "}${String(n).padStart(4)}  ${text(n).slice(indent)}\n`);
      if (now) row.setAttribute("aria-current", "step");
      pre.append(row);
    }
    if (shown.length > 0) figure.append(pre);
    return figure;
  }

  #shared(state, before) {
    const rows = state.shared.map(row => sharedRow(row, before?.shared.find(other => other.name === row.name), before !== null));
    const used = state.locks.filter(lock => this.#wasUsed(lock.name));
    const locks = used.map(lock => lockRow(lock, before?.locks.find(other => other.name === lock.name), before !== null));
    const list = make("dl", "rows");
    list.append(...rows.flat(), ...locks.flat());
    this.#parts.shared.replaceChildren(make("h2", "", "Shared"), list);
  }

  // A lock that only the start has used is of no interest yet.
  #wasUsed(name) {
    return this.states.slice(0, this.at + 1).some(state =>
      state.locks.some(lock => lock.name === name && lock.holders.length + lock.waiting.length > 0));
  }

  #end(state) {
    const { end_ } = this.#parts;
    const end = state.end;
    end_.hidden = !end && (this.feed !== null || this.at < this.last);
    end_.className = "panel end" + (end ? end.isWhole ? " whole" : " broken" : "");
    if (!end) {
      end_.replaceChildren("No end yet: this is as far as the schedule goes.");
      return;
    }
    const parts = [make("p", "outcome", (end.isWhole ? "✓ " : "✗ ") + end.outcome)];
    for (const broken of end.broken) {
      parts.push(make("p", "", `Breaks ${broken.promise}: ${broken.meaning}${broken.isDeclared ? "" : ` (which ${this.about.name} does not declare)`}.`));
    }
    if (end.isWhole) parts.push(make("p", "", `Still whole after ${this.at} steps.`));
    if (end.why.length > 0) {
      const why = make("ul");
      why.append(...end.why.map(reason => make("li", "", reason)));
      parts.push(why);
    }
    if (end.lesson) parts.push(make("p", "", end.lesson));
    end_.replaceChildren(...parts);
  }

  // For printing: all steps.
  #all() {
    const head = make("tr");
    head.append(...["step", "thread", "does", "then"].map(name => make("th", "", name)));
    const rows = this.states.slice(1).map((state, index) => {
      const before = this.states[index].shared.map(row => `${row.name}: ${row.value}`);
      const now = state.shared.map(row => `${row.name}: ${row.value}`);
      const row = make("tr");
      row.append(
        make("td", "", String(index + 1)), make("td", "", state.thread),
        make("td", "", [state.did, ...state.notes].join("; ")),
        make("td", "", now.filter(each => !before.includes(each)).join("; ")));
      return row;
    });
    this.#parts.all.replaceChildren(head, ...rows);
  }
}

const LETTERS = { READ: "r", STALE_READ: "R", WRITE: "w", SYNCHRONIZATION: "s", OUTSIDE: "·", PROGRAM: "c" };

function make(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function copyButton(what, text) {
  const button = make("button", "copy", "Copy");
  button.type = "button";
  button.ariaLabel = `Copy: ${what}`;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text());
      button.textContent = "Copied";
    } catch {
      button.textContent = "Select it and copy";
    }
    setTimeout(() => button.textContent = "Copy", 2000);
  });
  return button;
}

// A row of what is shared: its cells side by side, and what it was before if it has changed.
function sharedRow(row, old, hasBefore) {
  const changed = hasBefore && old?.value !== row.value;
  const value = make("dd", changed ? "changed" : "");
  if (row.cells.length > 0) {
    if (row.label) value.append(mark(make("span", "label", row.label), changed && old?.label !== row.label), " ");
    const cells = make("ol", "cells");
    row.cells.forEach((cell, index) => {
      const box = mark(make("li", cell === "null" ? "calm" : "", cell), changed && old?.cells[index] !== cell);
      box.dataset.index = index;
      cells.append(box);
    });
    value.append(cells);
  } else {
    value.append(mark(make("span", "value", row.value), changed));
  }
  if (changed) value.append(make("span", "was", old ? `changed, was ${old.value}` : "new"));
  return [make("dt", "", row.name), value];
}

function mark(element, isChanged) {
  if (isChanged) element.classList.add("mark");
  return element;
}

// A lock: who holds it, and who waits for it.
function lockRow(lock, old, hasBefore) {
  const text = each => each ? [...each.holders, "|", ...each.waiting].join(" ") : " |";
  const changed = hasBefore && text(old) !== text(lock) && !(old === undefined && lock.holders.length + lock.waiting.length === 0);
  const value = make("dd", changed ? "lock changed" : "lock");
  const held = lock.holders.length > 0;
  value.append(mark(make("span", held ? "holder" : "calm", held ? `held by ${lock.holders.join(", ")}` : "free"), changed));
  if (lock.waiting.length > 0) value.append(make("span", "queue", `waiting: ${lock.waiting.join(", ")}`));
  if (changed) value.append(make("span", "was", "changed"));
  return [make("dt", "", lock.name), value];
}

function keyWords(threads, isLive) {
  const numbers = threads === 1 ? "1" : `1–${Math.min(9, threads)}`;
  const keys = [
    [numbers, "step"], [`⇧${numbers}`, "run on"], ...isLive ? [["l", "lines"]] : [], ["o", "older value"],
    ["u", "undo"], ["r", "again"], ["h", "hint"], ["n", "next"], ["s", isLive ? "search, or save what broke" : "save what broke"],
    ["← →", "steps"], ["↑ ↓", "turns"],
  ];
  return keys.map(([key, means]) => {
    const one = make("span", "key");
    one.append(make("kbd", "", key), " " + means);
    return one;
  });
}

customElements.define("step-view", StepView);
