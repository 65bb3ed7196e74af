// The messages on the page, and what this tab remembers of them.
import { plain } from "/static/chat/irc.js";

const KEPT = "lab.chat.log";
const MOST_SHOWN = 1000;
const MOST_KEPT = 200;

const box = document.getElementById("log");
const list = box.querySelector("ol");
let isAtEnd = true; // whether the reader follows, or reads what was earlier

const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");

/**
 * Adds an entry: { kind, who, text, time }.
 *
 * kind: "said", "mine", "action", "private", "event", "notice" or "error"; who: a nick, or empty;
 * time: milliseconds since 1970. All texts are shown as they are, never read as HTML.
 */
export function add(entry) {
  kept.push(entry);
  while (kept.length > MOST_KEPT) kept.shift();
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  show(entry);
}

/** Shows again what this tab has seen before. */
export function restore() {
  if (kept.length === 0) return;
  const earlier = [...kept];
  earlier.forEach(show);
  show({ kind: "event", who: "", text: "Above: what this tab saw earlier.", time: Date.now() });
}

function show(entry) {
  const item = document.createElement("li");
  item.className = entry.kind;
  const time = document.createElement("time");
  time.dateTime = new Date(entry.time).toISOString();
  time.textContent = new Date(entry.time).toTimeString().slice(0, 5);
  item.append(time, " ");
  if (entry.who) {
    const who = document.createElement("strong");
    who.dir = "auto";
    who.textContent = plain(entry.who);
    if (entry.kind === "action") item.append("* ", who, " ");
    else item.append(who, ": ");
  }
  const text = document.createElement("span");
  text.dir = "auto"; // so that a right-to-left text does not turn the rest of the line
  text.textContent = plain(entry.text);
  item.append(text);
  list.append(item);
  while (list.children.length > MOST_SHOWN) list.firstElementChild.remove();
  follow();
}

function follow() {
  if (isAtEnd) box.scrollTop = box.scrollHeight;
}
box.addEventListener("scroll", () => {
  isAtEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 30;
});
new ResizeObserver(follow).observe(box);
