// Copy buttons, and a search in HANDBOOK, which index.js defines. Plain scripts, because these pages
// open from disk.
"use strict";

const MOST = 20;
const root = document.body.dataset.root;
const field = document.getElementById("search");
const found = document.getElementById("found");
const article = document.querySelector("article");

for (const pre of article.querySelectorAll("pre")) {
  const box = document.createElement("div");
  box.className = "code-box";
  pre.replaceWith(box);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    button.textContent = (await copy(pre.textContent)) ? "Copied" : "Select it and press Ctrl-C";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  pre.tabIndex = 0;
  box.append(pre, button);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

// A section counts if it holds every word; more if its title holds them.
function search(words) {
  return HANDBOOK
    .map((entry) => ({ entry, points: points(entry, words) }))
    .filter((hit) => hit.points > 0)
    .sort((a, b) => b.points - a.points)
    .slice(0, MOST)
    .map((hit) => hit.entry);
}

function points(entry, words) {
  const page = entry.page.toLowerCase();
  const title = entry.title.toLowerCase();
  const text = entry.text.toLowerCase();
  let sum = 0;
  for (const word of words) {
    const one = (title.includes(word) ? 5 : 0) + (page.includes(word) ? 3 : 0) + (text.includes(word) ? 1 : 0);
    if (one === 0) return 0;
    sum += one;
  }
  return sum;
}

function excerpt(text, word) {
  const at = Math.max(0, text.toLowerCase().indexOf(word) - 60);
  return (at > 0 ? "…" : "") + text.slice(at, at + 180) + (at + 180 < text.length ? "…" : "");
}

function show() {
  const words = field.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
  found.hidden = words.length === 0;
  article.hidden = words.length > 0;
  found.replaceChildren();
  if (words.length === 0) return;
  const hits = search(words);
  const heading = document.createElement("h1");
  heading.textContent = hits.length === 0 ? "Nothing found" : "Found";
  const list = document.createElement("ol");
  for (const entry of hits) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = root + entry.address;
    link.textContent = entry.title === "" ? entry.page : entry.page + ": " + entry.title;
    link.addEventListener("click", () => { field.value = ""; show(); });
    const text = document.createElement("p");
    text.textContent = excerpt(entry.text, words[0]);
    item.append(link, text);
    list.append(item);
  }
  found.append(heading, list);
}

field.addEventListener("input", show);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== field) {
    event.preventDefault();
    field.focus();
  } else if (event.key === "Escape" && document.activeElement === field) {
    field.value = "";
    show();
  }
});
