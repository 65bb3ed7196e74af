// The page /step of `lab web`: what to step, and the feed from the server. The fragment of the address is the
// state: strategy, scenario, memory, schedule, and how many of its steps are shown. So a link is a witness.
import { ask, connect } from "/static/site/connection.js";

const view = document.querySelector("step-view");
const at = id => document.getElementById(id);
const SOURCE = "lab.step.source.";
const MOST_SOURCE = 64 * 1024;
let menu = null;
let asked = null; // what was opened last

// --- The address ---

function fromAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  return {
    strategy: given.get("strategy") ?? menu.files[0] ?? "unsafe",
    scenario: given.get("scenario") ?? "join-join",
    memory: given.get("memory") === "sc" ? "sc" : "jmm",
    schedule: given.get("schedule") ?? "",
    at: given.has("at") ? Number(given.get("at")) : null,
  };
}

/** The fragment for a state; `encodeURIComponent` leaves the signs of schedules as they are. */
function fragment({ strategy, scenario, memory, schedule, at: position }) {
  const parts = { strategy, scenario };
  if (memory === "sc") parts.memory = memory;
  if (schedule) parts.schedule = schedule;
  if (position !== null && position !== undefined) parts.at = String(position);
  return "#" + Object.entries(parts).map(([name, value]) => `${name}=${encodeURIComponent(value).replaceAll("%20", "+")}`).join("&");
}

function stateShown(steps) {
  const { strategy, scenario, memory } = view.about;
  return { strategy, scenario, memory, schedule: view.schedule(steps), at: null };
}

// The whole schedule stays in the address while an earlier step is shown, so a reload loses nothing.
function toAddress() {
  const state = stateShown(view.last);
  if (view.at < view.last) state.at = view.at;
  const wanted = fragment(state);
  if (location.hash !== wanted) history.replaceState(null, "", wanted);
  at("link").value = location.origin + location.pathname + fragment(stateShown(view.at));
  drawQr();
}

// --- For a room: in large type, the command as a QR code ---

const isLarge = () => document.documentElement.classList.contains("large");
new MutationObserver(drawQr).observe(document.documentElement, { attributeFilter: ["class"] });
let drawn = "";

async function drawQr() {
  at("qr").hidden = !isLarge();
  if (!isLarge() || !view.about) return;
  const command = view.command();
  if (command === drawn) return;
  drawn = command;
  try {
    const { rows } = await ask(`/step/qr?text=${encodeURIComponent(command)}`);
    if (command === drawn) showQr(rows, command);
  } catch {
    at("qr").hidden = true; // the command stands in the page as well
  }
}

function showQr(rows, command) {
  const quiet = 4; // the empty border that readers need
  const dark = rows.flatMap((row, y) => [...row].map((module, x) => module === "1" ? `M${x + quiet} ${y + quiet}h1v1h-1z` : ""));
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", `0 0 ${rows.length + 2 * quiet} ${rows.length + 2 * quiet}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `QR code: ${command}`);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", dark.join(""));
  svg.append(path);
  at("qr").querySelector("svg")?.remove();
  at("qr").prepend(svg);
}

// --- To the server ---

const socket = connect("/step/socket", {
  message: text => hear(JSON.parse(text)),
  closed: () => work(false),
});

function wish(kind, more) {
  work(true);
  socket.send(JSON.stringify({ wish: kind, ...more }));
}

function open(state) {
  asked = state;
  const source = sessionStorage.getItem(SOURCE + state.strategy);
  wish("OPEN", {
    strategy: state.strategy, scenario: state.scenario, memory: state.memory, schedule: state.schedule,
    ...source === null ? {} : { source },
  });
}

view.feed = {
  step: (after, thread, alternative) => wish("STEP", { after, thread, alternative }),
  run: (after, thread) => wish("RUN", { after, thread }),
  line: (after, thread) => wish("LINE", { after, thread }),
  next: after => wish("NEXT", { after }),
};

function search(everywhere) {
  const { strategy, scenario, memory } = chosen();
  const source = sessionStorage.getItem(SOURCE + strategy);
  wish("SEARCH", { strategy, scenario, memory, everywhere, ...source === null ? {} : { source } });
}

// --- From the server ---

function hear(message) {
  work(false);
  switch (message.kind) {
    case "menu": begin(message); break;
    case "states": states(message); break;
    case "said": say(message.sentence, message.isTrouble); break;
    case "searching": searching(message.isRunning); break;
    case "refused": refused(message); break;
  }
}

function states(message) {
  const isNew = Boolean(message.title);
  at("refused").hidden = true;
  view.hidden = at("share").hidden = false;
  view.take(message);
  if (isNew) {
    select(view.about);
    if (asked?.at !== null && asked?.at !== undefined) view.show(asked.at);
    asked = null;
  }
}

// Without states to show, the sentence stands alone.
function say(sentence, isTrouble = false) {
  if (!view.hidden) return view.say(sentence, isTrouble);
  const line = document.createElement("p");
  line.textContent = sentence;
  at("refused").replaceChildren(line);
  at("refused").hidden = false;
}

function work(isBusy) {
  at("working").hidden = !isBusy;
}

let clock = 0;

function searching(isRunning) {
  const began = Date.now();
  clearInterval(clock);
  if (isRunning) clock = setInterval(() => at("seconds").textContent = `${Math.round((Date.now() - began) / 1000)} s`, 1000);
  at("seconds").textContent = "";
  at("searching").hidden = !isRunning;
  at("stop").hidden = !isRunning;
  for (const id of ["search", "search-all"]) at(id).disabled = isRunning;
}

// --- What to step ---

function option(value, text, group) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  group.append(made);
}

function group(label, into) {
  const made = document.createElement("optgroup");
  made.label = label;
  into.append(made);
  return made;
}

/** The menu is the first message of each connection. */
function begin(given) {
  menu = given;
  fillMenu();
  open(view.about ? { ...stateShown(view.last), at: view.at } : fromAddress());
}

function fillMenu() {
  fillStrategies();
  at("scenario").replaceChildren();
  for (const each of menu.scenarios) option(each.title, `${each.title}: ${each.question}`, at("scenario"));
  at("witness").replaceChildren();
  option("", "choose one …", at("witness"));
  const broken = group("Broken on purpose", at("witness"));
  const correct = group("What a correct strategy does not promise", at("witness"));
  const twins = new Set(menu.strategies.filter(each => each.isBroken).map(each => each.name));
  for (const each of menu.witnesses) {
    option(each.name, `${each.name}: ${each.guarantee}`, twins.has(each.strategy) ? broken : correct);
  }
  select(view.about ?? fromAddress());
}

function ownFiles() {
  const dropped = Object.keys(sessionStorage).filter(name => name.startsWith(SOURCE)).map(name => name.slice(SOURCE.length));
  return [...new Set([...menu.files, ...dropped])].sort();
}

function fillStrategies() {
  at("strategy").replaceChildren();
  const own = ownFiles();
  if (own.length > 0) {
    const files = group("Your files", at("strategy"));
    for (const name of own) option(name, name, files);
  }
  const broken = group("Broken on purpose", at("strategy"));
  const correct = group("Correct", at("strategy"));
  for (const each of menu.strategies) option(each.name, `${each.name} (${each.technique})`, each.isBroken ? broken : correct);
}

function select({ strategy, scenario, memory }) {
  if (!menu) return;
  at("strategy").value = strategy;
  if (![...at("scenario").options].some(each => each.value === scenario)) option(scenario, scenario, at("scenario"));
  at("scenario").value = scenario;
  at("memory").checked = memory === "sc";
  const isOf = each => each.strategy === strategy && each.scenario === scenario;
  at("witness").value = menu.witnesses.find(each => each.name === at("witness").value && isOf(each))?.name ?? "";
}

function chosen() {
  return { strategy: at("strategy").value, scenario: at("scenario").value, memory: at("memory").checked ? "sc" : "jmm", schedule: "", at: null };
}

function choose(state) {
  history.pushState(null, "", fragment(state));
  open(state);
}

for (const id of ["strategy", "scenario", "memory"]) at(id).addEventListener("change", () => choose(chosen()));
at("witness").addEventListener("change", () => {
  const known = menu.witnesses.find(each => each.name === at("witness").value);
  if (known) choose({ ...known, at: null });
});
at("search").addEventListener("click", () => search(false));
at("search-all").addEventListener("click", () => search(true));
at("stop").addEventListener("click", () => socket.send(JSON.stringify({ wish: "STOP" })));
view.addEventListener("shown", toAddress);
window.addEventListener("hashchange", () => open(fromAddress()));
view.addEventListener("search", () => {
  if (!at("search").disabled) search(false);
});

// --- A link ---

at("copy").addEventListener("click", async () => {
  at("link").select();
  try {
    await navigator.clipboard.writeText(at("link").value);
    view.say("The link is copied.");
  } catch {
    view.say("The link is selected; copy it.");
  }
});

// --- A file of one's own ---

async function take(file) {
  if (!file) return;
  if (!/^[A-Za-z_$][\w$]{0,99}\.java$/.test(file.name)) {
    say(`${file.name} is not a Java file called after its class, such as Mine.java.`, true);
  } else if (file.size > MOST_SOURCE) {
    say(`${file.name} is longer than ${MOST_SOURCE / 1024} kB; a strategy is one small file.`, true);
  } else {
    sessionStorage.setItem(SOURCE + file.name, await file.text());
    fillStrategies();
    choose({ ...chosen(), strategy: file.name });
    at("strategy").value = file.name;
  }
}

at("file").addEventListener("change", () => {
  take(at("file").files[0]);
  at("file").value = "";
});
document.addEventListener("dragover", event => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", () => document.body.classList.remove("dropping"));
document.addEventListener("drop", event => {
  event.preventDefault();
  document.body.classList.remove("dropping");
  take(event.dataTransfer.files[0]);
});

// The compiler's words, each beside the line that it is about.
function refused({ file, lines, sentence }) {
  view.hidden = at("share").hidden = true;
  const box = at("refused");
  box.hidden = false;
  const heading = document.createElement("h2");
  heading.textContent = file;
  const words = document.createElement("p");
  words.className = "bad";
  words.textContent = sentence;
  const source = document.createElement("ol");
  source.className = "source code";
  source.append(...lines.map(line => {
    const row = document.createElement("li");
    row.append(Object.assign(document.createElement("span"), { textContent: line.text || " " }));
    for (const error of line.errors) row.append(Object.assign(document.createElement("strong"), { className: "bad", textContent: error }));
    return row;
  }));
  box.replaceChildren(heading, words, source);
  source.querySelector("strong")?.scrollIntoView({ block: "center" });
}
