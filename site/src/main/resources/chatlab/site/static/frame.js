// What every page does: keep the key, hand it on to links, and switch to large type.
import { key } from "/static/site/connection.js";

const LARGE = "lab.large";
const root = document.documentElement;
const button = document.getElementById("large");

function setLarge(on) {
  root.classList.toggle("large", on);
  button.setAttribute("aria-pressed", String(on));
  window.dispatchEvent(new Event("resize")); // charts measure themselves again
}

const chosen = localStorage.getItem(LARGE);
if (chosen !== null) setLarge(chosen === "true");
button.addEventListener("click", () => {
  const on = !root.classList.contains("large");
  localStorage.setItem(LARGE, String(on));
  setLarge(on);
});

// A link that is opened in a new tab has no session storage: the key travels in the fragment, which is
// never sent, and the new page takes it out of its address.
if (key()) {
  for (const link of document.querySelectorAll("a.brand, .site nav a, a[data-page]")) {
    link.hash = "t=" + key();
  }
}
