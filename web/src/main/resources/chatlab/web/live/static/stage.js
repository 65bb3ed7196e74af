// The picture of one side: clients, the strategy, and messages on their way between them.
//
// Draws on a canvas, because hundreds of dots move at once. Everything that matters is also in the text beside it.

const TO_STRATEGY = 350; // milliseconds
const TO_CLIENT = 450;
const STAYS = 1600; // how long a lost dot stays where it got lost
const MOST_FLIGHTS = 24;
const PAUSE = 90; // between two messages that are drawn, so that an eye can follow one
const ROWS = 16;

const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Stage {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.flights = [];
    this.missed = new Map(); // client -> how many messages
    this.members = "";
    this.settings = null;
    this.strategy = "";
    this.nextFlight = 0;
    this.colors = null;
    new ResizeObserver(() => this.measure()).observe(canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => (this.colors = null));
    this.measure();
  }

  /** Takes over what a frame says about this side. */
  update(side, settings) {
    this.settings = settings;
    this.strategy = side.strategy;
    this.members = side.members || this.members;
    this.missed = new Map(side.missed.map(each => [each.client, each.lost]));
    const now = performance.now();
    // Those that lose something first: they are what a viewer waits for.
    const sorted = [...side.flights].sort((a, b) => b.missed.length - a.missed.length);
    for (const flight of sorted) {
      const isLoss = flight.missed.length > 0;
      if (this.flights.length >= MOST_FLIGHTS || (now < this.nextFlight && !isLoss)) continue;
      this.flights.push({ ...flight, begun: now });
      this.nextFlight = now + PAUSE;
    }
  }

  measure() {
    const ratio = devicePixelRatio || 1;
    const box = this.canvas.getBoundingClientRect();
    this.width = box.width;
    this.height = box.height;
    this.canvas.width = Math.round(box.width * ratio);
    this.canvas.height = Math.round(box.height * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  color(name) {
    if (!this.colors) {
      const style = getComputedStyle(document.documentElement);
      this.colors = Object.fromEntries(
        ["ink", "calm", "line", "mark", "bad", "panel", "soft"].map(each => [each, style.getPropertyValue("--" + each)]));
    }
    return this.colors[name];
  }

  /** Where everything stands. Clients that stay are in the first columns, those that join and leave in the last. */
  layout() {
    const { clients, senders, churn } = this.settings;
    const total = clients + churn;
    const stay = Math.ceil(clients / ROWS);
    const columns = stay + Math.ceil(churn / ROWS);
    const rows = Math.min(ROWS, Math.max(clients, churn, 1));
    const from = this.width * 0.56;
    const step = (this.width - from - 14) / Math.max(1, columns);
    const row = (this.height - 16) / rows;
    const places = [];
    for (let client = 0; client < total; client++) {
      const index = client < clients ? client : client - clients;
      const inColumn = client < clients ? Math.min(ROWS, clients - Math.floor(index / ROWS) * ROWS) : Math.min(ROWS, churn - Math.floor(index / ROWS) * ROWS);
      const column = (client < clients ? 0 : stay) + Math.floor(index / ROWS);
      const offset = ((rows - inColumn) * row) / 2;
      places.push({ x: from + column * step + 8, y: 8 + offset + (index % ROWS) * row + row / 2 });
    }
    const left = [];
    for (let sender = 0; sender < senders; sender++) {
      left.push({ x: 12, y: 8 + ((sender + 0.5) * (this.height - 16)) / senders });
    }
    return { places, left, row, middle: { x: this.width * 0.31, y: this.height / 2 } };
  }

  draw(now) {
    const c = this.context;
    c.clearRect(0, 0, this.width, this.height);
    if (!this.settings || this.width === 0) return;
    const at = this.layout();
    const size = parseFloat(getComputedStyle(this.canvas).fontSize);
    const radius = Math.max(2.5, Math.min(size * 0.42, at.row * 0.36));
    this.lines(c, at);
    this.move(c, at, now, radius);
    this.box(c, at, size);
    at.left.forEach((place, sender) => this.sender(c, place, sender, size, radius));
    at.places.forEach((place, client) => this.client(c, place, client, size, radius, at.row));
  }

  lines(c, at) {
    const { clients } = this.settings;
    c.lineWidth = 1;
    c.strokeStyle = this.color("line");
    for (const place of at.left) line(c, place, at.middle);
    at.places.forEach((place, client) => {
      if (this.members[client] !== "1" && this.members[client] !== "s") return;
      c.setLineDash(client < clients ? [] : [3, 4]);
      line(c, at.middle, place);
    });
    c.setLineDash([]);
  }

  box(c, at, size) {
    c.font = `600 ${size * 0.85}px ui-monospace, "DejaVu Sans Mono", monospace`;
    const text = this.strategy.split("/").pop();
    const width = Math.min(this.width * 0.3, c.measureText(text).width + size * 1.4);
    const height = size * 2.4;
    c.fillStyle = this.color("panel");
    c.strokeStyle = this.color("mark");
    c.lineWidth = 2;
    c.beginPath();
    c.roundRect(at.middle.x - width / 2, at.middle.y - height / 2, width, height, 8);
    c.fill();
    c.stroke();
    c.fillStyle = this.color("ink");
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillText(text, at.middle.x, at.middle.y, width - 10);
  }

  sender(c, place, sender, size, radius) {
    c.fillStyle = this.color("mark");
    circle(c, place, radius);
    c.fill();
    label(c, "s" + sender, place.x + radius + 4, place.y, size, this.color("calm"));
  }

  client(c, place, client, size, radius, row) {
    const state = this.members[client];
    const lost = this.missed.get(client) ?? 0;
    if (lost) radius *= 1.25;
    c.lineWidth = 1.5;
    c.strokeStyle = lost ? this.color("bad") : this.color("calm");
    c.fillStyle = state === "1" ? c.strokeStyle : this.color("panel");
    circle(c, place, radius);
    c.fill();
    c.stroke();
    if (state === "s") bars(c, place, radius);
    if (state === "x") cross(c, place, radius * 1.5, this.color("calm"), 1.5);
    if (lost && state !== "x") {
      // On the circle itself, so that it is told apart without its color, too.
      cross(c, place, radius * 0.45, this.color(state === "1" ? "panel" : "bad"), 2);
    }
    if (row < size * 0.8) return;
    const text = lost ? `${this.name(client)} −${short(lost)}` : this.name(client);
    label(c, text, place.x + radius + 4, place.y, size, lost ? this.color("bad") : this.color("calm"));
  }

  name(client) {
    return clientName(client, this.settings);
  }

  move(c, at, now, radius) {
    const dot = Math.max(2.5, radius * 0.62);
    this.flights = this.flights.filter(flight => {
      const time = now - flight.begun;
      return time < TO_STRATEGY + TO_CLIENT + (flight.missed.length ? STAYS : 0);
    });
    for (const flight of this.flights) {
      const sender = at.left[flight.sender];
      if (!sender) continue;
      // The time of a picture may lie before the event that came last.
      const time = still.matches ? TO_STRATEGY + TO_CLIENT : Math.max(0, now - flight.begun);
      if (time < TO_STRATEGY) {
        c.fillStyle = this.color("mark");
        circle(c, between(sender, at.middle, time / TO_STRATEGY), dot);
        c.fill();
        continue;
      }
      const share = Math.min(1, (time - TO_STRATEGY) / TO_CLIENT);
      c.fillStyle = this.color("mark");
      if (share < 1 || still.matches) {
        for (const client of flight.got) {
          if (!at.places[client]) continue;
          circle(c, between(at.middle, at.places[client], share), dot);
          c.fill();
        }
      }
      for (const client of flight.missed) {
        if (!at.places[client]) continue;
        const place = between(at.middle, at.places[client], Math.min(share, 0.55));
        c.fillStyle = this.color("bad");
        circle(c, place, dot * 1.3);
        c.fill();
        if (share > 0.55) cross(c, place, dot * 2.6, this.color("bad"), 2.5);
      }
    }
  }
}

/** The name of a client: a letter for its role and a number. */
export function clientName(client, settings) {
  if (client < settings.senders) return "s" + client;
  if (client < settings.clients) return "r" + (client - settings.senders);
  return "c" + (client - settings.clients);
}

/** A number in at most four characters. */
export function short(number) {
  if (number < 10_000) return String(number);
  return number < 1_000_000 ? Math.round(number / 1000) + "k" : (number / 1_000_000).toFixed(1) + "M";
}

function between(a, b, share) {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

function line(c, a, b) {
  c.beginPath();
  c.moveTo(a.x, a.y);
  c.lineTo(b.x, b.y);
  c.stroke();
}

function circle(c, place, radius) {
  c.beginPath();
  c.arc(place.x, place.y, radius, 0, 2 * Math.PI);
}

function cross(c, place, size, color, width) {
  c.strokeStyle = color;
  c.lineWidth = width;
  line(c, { x: place.x - size, y: place.y - size }, { x: place.x + size, y: place.y + size });
  line(c, { x: place.x - size, y: place.y + size }, { x: place.x + size, y: place.y - size });
}

function bars(c, place, radius) {
  for (const side of [-0.35, 0.35]) {
    line(c, { x: place.x + side * radius, y: place.y - radius * 0.5 }, { x: place.x + side * radius, y: place.y + radius * 0.5 });
  }
}

function label(c, text, x, y, size, color) {
  c.font = `${Math.max(10, size * 0.72)}px system-ui, sans-serif`;
  c.textAlign = "left";
  c.textBaseline = "middle";
  c.fillStyle = color;
  c.fillText(text, x, y);
}
