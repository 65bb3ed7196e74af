// The page /live: takes frames of the schema chatlab/live/1 and shows them; sends what the control bar says.
import { ask, connect, key, say } from "/static/site/connection.js";
import { Stage, clientName } from "/static/live/stage.js";
import { Speed } from "/static/live/speed.js";

const TEXT_PAUSE = 200; // milliseconds between two changes of the numbers, so that they can be read
const MOST_NAMED = 8;

const form = document.getElementById("controls");
const buttons = { start: document.getElementById("start"), stop: document.getElementById("stop"), stall: document.getElementById("stall") };
const refusal = document.getElementById("refusal");
const sides = document.getElementById("sides");
const speed = new Speed(document.getElementById("chart"));
let shown = []; // what belongs to each side: { root, stage, strategy }
let frame = null;
let textAt = 0;
let isFilled = false;

const number = value => value.toLocaleString("en-US");

// --- The control bar ---

function option(value, text) {
  const choice = document.createElement("option");
  choice.value = value;
  choice.textContent = text;
  return choice;
}

async function fillChoices() {
  if (!key()) return; // connect() says so
  let choices;
  try {
    choices = await ask("/live/choices");
  } catch (error) {
    say(error.message);
    return;
  }
  for (const name of ["left", "right"]) {
    const broken = document.createElement("optgroup");
    broken.label = "broken on purpose";
    const others = document.createElement("optgroup");
    others.label = "correct, or your own";
    for (const each of choices.strategies) {
      (each.twin ? broken : others).append(option(each.name, each.name));
    }
    form[name].append(others, broken);
  }
  form.right.prepend(option("", "none"));
  for (const [name, values] of [["delivery", choices.deliveries], ["threads", choices.threads]]) {
    form[name].append(...values.map(each => option(each, each)));
  }
}

function fill(settings) {
  isFilled = true;
  form.left.value = settings.strategies[0];
  form.right.value = settings.strategies[1] ?? "";
  for (const name of ["delivery", "threads", "clients", "senders", "churn", "rate", "seed"]) form[name].value = settings[name];
}

function settings() {
  return {
    strategies: [form.left.value, form.right.value].filter(each => each),
    delivery: form.delivery.value,
    threads: form.threads.value,
    clients: form.clients.valueAsNumber,
    senders: form.senders.valueAsNumber,
    churn: form.churn.valueAsNumber,
    rate: Number(form.rate.value),
    seed: form.seed.valueAsNumber,
  };
}

function refuse(sentence) {
  refusal.textContent = sentence;
  refusal.hidden = sentence === "";
}

form.addEventListener("submit", event => {
  event.preventDefault();
  refuse("");
  socket.send(JSON.stringify({ action: "start", settings: settings() }));
});
buttons.stop.addEventListener("click", () => socket.send(JSON.stringify({ action: "stop" })));
buttons.stall.addEventListener("click", () => {
  socket.send(JSON.stringify({ action: frame?.isStalled ? "resume" : "stall" }));
});

// --- Frames ---

function received(text) {
  const message = JSON.parse(text);
  if (message.schema === "chatlab/live-refusal/1") {
    refuse(message.sentence);
    return;
  }
  frame = message;
  if (!isFilled && form.left.options.length > 0) fill(frame.settings);
  buttons.start.disabled = !isFilled;
  if (shown.length !== frame.sides.length) build();
  frame.sides.forEach((side, index) => shown[index].stage.update(side, frame.settings));
  const isRunning = frame.sides.length > 0;
  buttons.start.textContent = isRunning ? "Restart" : "Start";
  buttons.stop.disabled = !isRunning;
  buttons.stall.disabled = !isRunning;
  buttons.stall.setAttribute("aria-pressed", String(frame.isStalled));
  document.getElementById("speed").hidden = !isRunning;
  document.getElementById("invitation").hidden = isRunning;
  if (isRunning) {
    speed.show(frame.sides.map((side, index) => `${index === 0 ? "left" : "right"}: ${side.strategy}`));
    if (frame.sides.some(side => side.round > 0)) speed.add(frame.millis / 1000, frame.sides.map(side => side.rate));
    else speed.clear();
  }
  const now = performance.now();
  if (now - textAt > TEXT_PAUSE) {
    textAt = now;
    frame.sides.forEach(write);
  }
}

function build() {
  const template = document.getElementById("side").content;
  shown = frame.sides.map(() => {
    const root = template.cloneNode(true).firstElementChild;
    return { root };
  });
  sides.replaceChildren(...shown.map(each => each.root));
  for (const each of shown) each.stage = new Stage(each.root.querySelector("canvas"));
}

function set(root, selector, text, isBad = false) {
  const place = root.querySelector(selector);
  if (place.textContent !== text) place.textContent = text;
  place.classList.toggle("bad", isBad);
}

function write(side, index) {
  const { root } = shown[index];
  const { audit, server } = side;
  set(root, ".name", side.strategy);
  const kind = root.querySelector(".kind");
  kind.hidden = !side.twin;
  set(root, ".kind", "broken on purpose");
  kind.title = side.twin ? `Its correct twin is ${side.twin}.` : "";
  kind.classList.toggle("open", Boolean(side.twin));
  verdict(root, side);
  const problem = root.querySelector(".problem");
  problem.hidden = !side.problem;
  set(root, ".problem", side.problem ?? "", true);
  set(root, ".sent", number(audit.sent));
  set(root, ".delivered", number(audit.delivered));
  set(root, ".lost", number(audit.lost), audit.lost > 0);
  set(root, ".duplicated", number(audit.duplicated), audit.duplicated > 0);
  set(root, ".reordered", number(audit.reordered), audit.reordered > 0);
  set(root, ".early", number(audit.early));
  set(root, ".order", audit.disagreement ? "no" : audit.delivered ? "so far" : "–");
  set(root, ".rate", number(side.rate));
  set(root, ".locks", locks(server));
  set(root, ".outbox", server ? number(server.outboxHighWater) : "–");
  set(root, ".errors", server ? number(server.strategyErrors) : "–", server?.strategyErrors > 0);
  set(root, ".disconnected", number(audit.disconnected), audit.disconnected > 0);
  set(root, ".round", side.round ? `${side.round}, ${side.phase}` : "–");
  const disagreement = root.querySelector(".disagreement");
  disagreement.hidden = !audit.disagreement;
  set(root, ".disagreement", audit.disagreement ? `No total order: ${shortNames(audit.disagreement)}.` : "");
  missed(root, side);
}

/** The swarm's nicks hold three more characters, which tell its runs apart. */
function shortNames(text) {
  return text.replace(/\b([src])[0-9a-z]{3}-(\d+)/g, "$1$2");
}

function locks(server) {
  if (!server) return "–";
  return server.lockWaitMillis === null ? "not visible" : number(server.lockWaitMillis) + " ms";
}

function verdict(root, side) {
  const place = root.querySelector(".verdict");
  const text =
    side.status === "STARTING" ? "starting …"
    : side.status === "FAILED" ? "stopped"
    : side.audit.lost > 0 ? `✗ ${number(side.audit.lost)} lost`
    : side.audit.duplicated + side.audit.reordered > 0 ? "✗ not as sent"
    : "✓ nothing lost so far";
  if (place.textContent !== text) place.textContent = text;
  const isBad = text.startsWith("✗") || side.status === "FAILED";
  place.classList.toggle("bad", isBad);
  place.classList.toggle("good", text.startsWith("✓"));
  root.querySelector("canvas").setAttribute("aria-label", `${side.strategy}: ${text}`);
}

function missed(root, side) {
  const box = root.querySelector(".missed");
  box.hidden = side.missed.length === 0;
  const lines = [...side.missed]
    .sort((a, b) => b.lost - a.lost)
    .slice(0, MOST_NAMED)
    .map(each => {
      const [message] = each.first;
      const name = message ? `, such as ${clientName(message.sender, frame.settings)}#${message.sequence}` : "";
      return `${clientName(each.client, frame.settings)} missed ${number(each.lost)}${name}`;
    });
  if (side.missed.length > MOST_NAMED) lines.push(`and ${side.missed.length - MOST_NAMED} others`);
  const list = box.querySelector("ul");
  lines.forEach((text, index) => {
    const item = list.children[index] ?? list.appendChild(document.createElement("li"));
    if (item.textContent !== text) item.textContent = text;
  });
  while (list.children.length > lines.length) list.lastElementChild.remove();
}

function draw(now) {
  for (const each of shown) each.stage.draw(now);
  requestAnimationFrame(draw);
}

await fillChoices();
const socket = connect("/live/frames", {
  message: received,
  closed: () => {
    for (const button of Object.values(buttons)) button.disabled = true;
  },
});
requestAnimationFrame(draw);
