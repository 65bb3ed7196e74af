// The connection to the server: the key, requests, sockets that reconnect, and the line at the top of the
// page that says whether the server is there.

const KEY = "lab.key";
const PAUSES = [250, 500, 1000, 2000, 4000]; // milliseconds before each next attempt; then the last again

takeKey();

/** Moves the key from the address to this tab's storage; the rest of the fragment stays. */
function takeKey() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const given = fragment.get("t");
  if (!given) return;
  sessionStorage.setItem(KEY, given);
  fragment.delete("t");
  const rest = fragment.toString();
  history.replaceState(history.state, "", location.pathname + location.search + (rest ? "#" + rest : ""));
}

/** The key of this site; null if the page was opened without one. */
export function key() {
  return sessionStorage.getItem(KEY);
}

/** Shows a sentence at the top of the page; an empty one removes it. */
export function say(sentence) {
  const line = document.getElementById("connection");
  line.textContent = sentence;
  line.hidden = sentence === "";
}

export const WITHOUT_KEY = "This page was opened without its key. Open the whole address that the lab printed in the terminal.";
const GONE = "The lab does not answer: it has ended, or it is busy. This page connects again when it is back.";
const ANOTHER = "The lab was started again and has a new key. Open the address that it printed.";

/** Error of a request, with a sentence for the user. */
export class RequestError extends Error {
  constructor(status, sentence) {
    super(sentence);
    this.status = status;
  }
}

/**
 * Asks the server, and returns the JSON of its answer.
 * Without a body it is a GET; with one, a POST of this text or, if it is no text, of its JSON.
 */
export async function ask(path, body) {
  const options = { headers: { "X-Lab-Token": key() ?? "" }, cache: "no-store" };
  if (body !== undefined) {
    options.method = "POST";
    options.body = typeof body === "string" ? body : JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new RequestError(0, GONE);
  }
  if (!answer.ok) throw new RequestError(answer.status, (await answer.text()).trim());
  return answer.json();
}

/**
 * Opens a socket, and opens it again whenever it closes.
 *
 * handlers: message(text), opened(), closed() (all optional); protocols: WebSocket subprotocols.
 * Returns { send(text), close(), isOpen() }; what is sent while it is closed is lost.
 */
export function connect(path, handlers, protocols = []) {
  let socket = null;
  let attempt = 0;
  let ended = false;
  let timer = 0;

  function open() {
    if (!key()) {
      say(WITHOUT_KEY);
      return;
    }
    const address = `ws://${location.host}${path}${path.includes("?") ? "&" : "?"}t=${encodeURIComponent(key())}`;
    socket = new WebSocket(address, protocols);
    socket.addEventListener("open", () => {
      attempt = 0;
      say("");
      handlers.opened?.();
    });
    socket.addEventListener("message", event => handlers.message?.(event.data));
    socket.addEventListener("close", event => {
      if (ended) return;
      handlers.closed?.();
      explain(event);
      timer = setTimeout(open, PAUSES[Math.min(attempt++, PAUSES.length - 1)]);
    });
  }

  // A browser does not tell a script why a socket was refused, but it does for a request.
  async function explain(event) {
    if (event.code === 1008 || event.code === 1013) {
      say(event.reason || GONE);
      return;
    }
    try {
      await ask("/hello");
      say("The connection was lost. Connecting again …");
    } catch (error) {
      say(error.status === 403 ? ANOTHER : GONE);
    }
  }

  // At once when the user comes back to a page that has waited.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !ended && socket?.readyState === WebSocket.CLOSED) {
      clearTimeout(timer);
      open();
    }
  });
  open();
  return {
    send(text) {
      if (socket?.readyState === WebSocket.OPEN) socket.send(text);
    },
    close() {
      ended = true;
      clearTimeout(timer);
      socket?.close();
    },
    isOpen: () => socket?.readyState === WebSocket.OPEN,
  };
}
