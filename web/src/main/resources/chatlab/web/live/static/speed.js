// The chart below the sides: deliveries a second, one line for each side.
import uPlot from "/static/uplot/uPlot.esm.js";

const SECONDS = 60;
const STEP = 0.25; // seconds between two points

export class Speed {
  constructor(place) {
    this.place = place;
    this.plot = null;
    this.names = [];
    this.data = [[]];
    this.began = null;
    new ResizeObserver(() => this.resize()).observe(place);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.rebuild());
  }

  /** Begins again if other strategies run. */
  show(names) {
    if (names.join() === this.names.join()) return;
    this.names = names;
    this.data = [[], ...names.map(() => [])];
    this.rebuild();
  }

  /** The next point is at 0 seconds. */
  clear() {
    this.began = null;
    for (const values of this.data) values.length = 0;
  }

  add(now, rates) {
    this.began ??= now;
    const seconds = now - this.began;
    const times = this.data[0];
    if (times.length && seconds - times[times.length - 1] < STEP) return;
    times.push(seconds);
    rates.forEach((rate, side) => this.data[side + 1].push(rate));
    while (times[0] < seconds - SECONDS) for (const values of this.data) values.shift();
    this.plot?.setData(this.data);
  }

  rebuild() {
    this.plot?.destroy();
    this.plot = null;
    if (this.names.length === 0) return;
    const style = getComputedStyle(document.documentElement);
    const color = name => style.getPropertyValue("--" + name).trim();
    const size = parseFloat(style.fontSize);
    const axis = { stroke: color("calm"), grid: { stroke: color("line") }, ticks: { stroke: color("line") }, font: `${size * 0.75}px system-ui, sans-serif` };
    // Told apart by dashes as well as by color.
    const lines = [{ stroke: color("bad"), width: 2 }, { stroke: color("mark"), width: 2, dash: [8, 4] }];
    this.plot = new uPlot(
      {
        width: Math.max(200, this.place.clientWidth),
        height: size * 11,
        cursor: { show: false },
        scales: { x: { time: false }, y: { range: (_, low, high) => [0, Math.max(10, high * 1.1)] } },
        axes: [
          { ...axis, grid: { show: false }, values: (_, ticks) => ticks.map(each => each + " s") },
          { ...axis, size: size * 4.4, values: (_, ticks) => ticks.map(each => each.toLocaleString("en-US")) },
        ],
        series: [{ label: "time" }, ...this.names.map((label, side) => ({ label, points: { show: false }, ...lines[side] }))],
        legend: { live: false },
      },
      this.data,
      this.place);
  }

  resize() {
    this.plot?.setSize({ width: Math.max(200, this.place.clientWidth), height: this.plot.height });
  }
}
