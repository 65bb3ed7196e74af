// A file of `lab step --html`: all states are in the page. The fragment is the number of the step shown.
const view = document.querySelector("step-view");
const fromAddress = () => location.hash === "" ? 0 : parseInt(location.hash.slice(1), 10) || 0;
const first = fromAddress();
view.addEventListener("shown", () => history.replaceState(null, "", "#" + view.at));
view.take(JSON.parse(document.getElementById("states").textContent));
view.show(first);
window.addEventListener("hashchange", () => view.show(fromAddress()));
