// What the pages that start runs have in common: the list of strategies, the start, the stop, the state.
import { ask, connect } from "/static/site/connection.js";

export const at = id => document.getElementById(id);

export function make(name, text = "", cls = "") {
  const element = document.createElement(name);
  element.textContent = text;
  if (cls) element.className = cls;
  return element;
}

export const number = n => n.toLocaleString("en-US");

/** A share in percent, with two digits. */
export function share(part) {
  return Number((100 * part).toPrecision(2)) + " %";
}

export function problem(sentence) {
  at("problem").textContent = sentence;
}

/** Fetches the strategies, by group: [[group, [{ name, technique }, …]], …]. */
export async function strategies(page) {
  const groups = new Map();
  for (const choice of await ask(`/${page}/strategies`)) {
    if (!groups.has(choice.group)) groups.set(choice.group, []);
    groups.get(choice.group).push(choice);
  }
  return [...groups].sort(([one], [other]) => (other === "yours") - (one === "yours"));
}

/**
 * Connects a page to its run.
 *
 * choice(): what to start, as the server takes it; draw(state): draws a state with a story.
 */
export function follow(page, choice, draw) {
  at("start").addEventListener("submit", async event => {
    event.preventDefault();
    problem("");
    try {
      await ask(`/${page}/start`, choice());
    } catch (error) {
      problem(error.message);
    }
  });
  at("stop").addEventListener("click", () => ask(`/${page}/stop`, "").catch(error => problem(error.message)));
  connect(`/${page}/watch`, { message: text => show(JSON.parse(text)) });

  function show(state) {
    const running = state.phase === "RUNNING";
    at("go").disabled = running;
    at("stop").disabled = !running;
    at("run").hidden = state.phase === "IDLE";
    if (state.phase === "IDLE") return;
    at("command").textContent = state.command;
    at("end").textContent = running ? "Running." : state.phase === "FAILED" ? "" : state.sentence;
    at("doing").textContent = running && state.story ? doing(state.story) : "";
    problem(state.phase === "FAILED" ? state.sentence : "");
    at("result").hidden = !state.page;
    if (state.page) at("page").href = `/${page}/result/${state.page}`;
    if (state.story) draw(state);
  }
}

function doing(story) {
  if (story.secondsLeft === undefined || story.secondsLeft === null) return story.doing;
  const left = story.secondsLeft < 100 ? `${story.secondsLeft} s` : `${Math.ceil(story.secondsLeft / 60)} min`;
  return `${story.doing} – about ${left} left`;
}
