// The chat page: an IRC client with one channel.
import { ask, connect } from "/static/site/connection.js";
import { bytes, compose, fold, parse } from "/static/chat/irc.js";
import { Room } from "/static/chat/room.js";
import { add, restore } from "/static/chat/log.js";

const MOST_BYTES = 510; // of a line, without its end
const CHOICE = "lab.chat.choice";

const at = id => document.getElementById(id);
const joinForm = at("join");
const sayForm = at("say");

let link = null; // the connection; null: none
let nick = ""; // as the server knows us
let source = ""; // nick!user@host
let room = null; // null: not in a channel yet
let wanted = { nick: "", channel: "" };
let isBack = false; // whether we were in the channel before the connection was lost

const HELP = [
  "/nick NAME: another name for you",
  "/topic TEXT: the channel's topic",
  "/me TEXT: say what you do",
  "/msg NAME TEXT: to one person only",
  "/leave: out of the channel",
];

// --- To the server ---

function send(command, ...parameters) {
  link?.send(compose(command, ...parameters));
}

function register() {
  link.send("CAP REQ :echo-message server-time");
  send("NICK", wanted.nick);
  link.send("USER web 0 * :a browser");
  link.send("CAP END");
}

function start() {
  at("problem").textContent = "";
  at("enter").disabled = true;
  if (link?.isOpen()) {
    if (fold(nick) !== fold(wanted.nick)) send("NICK", wanted.nick);
    if (nick) send("JOIN", wanted.channel); // else the welcome is still to come
    return;
  }
  link?.close();
  link = connect("/chat/irc", { opened: register, message: receive, closed: lost }, ["text.ircv3.net"]);
}

function lost() {
  if (room) {
    note("error", "The connection was lost.");
    isBack = true;
  }
  room = null;
  nick = "";
  at("enter").disabled = false;
}

function leave() {
  link?.send("QUIT :left the page");
  link?.close();
  link = null;
  if (room) note("event", "You have left " + room.name + ".");
  room = null;
  nick = "";
  isBack = false;
  showForm();
}

// --- From the server ---

function receive(line) {
  const message = parse(line);
  if (!message) return;
  const time = Date.parse(message.tags.get("time") ?? "") || Date.now();
  const handler = HANDLERS[message.command];
  if (handler) handler(message, time);
  else if (/^[45]\d\d$/.test(message.command)) refused(message, time);
  else if (message.fromServer && message.command === "ERROR") note("error", message.parameters[0], time);
}

const HANDLERS = {
  PING: ({ parameters }) => send("PONG", ...parameters),

  "001": ({ parameters }) => {
    nick = parameters[0];
    send("JOIN", wanted.channel);
  },

  JOIN: (message, time) => {
    const channel = message.parameters[0];
    if (isMe(message.nick)) {
      source = message.source;
      entered(channel);
      return;
    }
    if (!room?.is(channel)) return;
    room.add(message.nick);
    showMembers();
    note("event", message.nick + " has joined.", time);
  },

  PART: ({ nick: who, parameters: [channel, reason] }, time) => gone(who, channel, "has left", reason, time),

  QUIT: ({ nick: who, parameters: [reason] }, time) => {
    if (!room?.has(who)) return;
    gone(who, room.name, "is gone", reason, time);
  },

  KICK: ({ nick: by, parameters: [channel, who, reason] }, time) =>
    gone(who, channel, "was put out by " + by, reason, time),

  NICK: ({ nick: from, parameters: [to] }, time) => {
    if (isMe(from)) {
      nick = to;
      wanted.nick = to;
      remember();
    }
    if (!room?.rename(from, to)) return;
    showMembers();
    note("event", `${from} is now ${to}.`, time);
  },

  TOPIC: ({ nick: who, parameters: [channel, topic] }, time) => {
    if (!room?.is(channel)) return;
    setTopic(topic);
    note("event", topic ? `${who} set the topic: ${topic}` : `${who} removed the topic.`, time);
  },
  331: () => setTopic(""),
  332: ({ parameters: [, channel, topic] }) => {
    if (room?.is(channel)) setTopic(topic);
  },

  353: ({ parameters: [, , channel, words] }) => {
    if (room?.is(channel)) room.names(words);
  },
  366: ({ parameters: [, channel] }) => {
    if (!room?.is(channel)) return;
    room.namesEnd();
    showMembers();
  },

  MODE: ({ nick: who, source: by, parameters: [channel, ...changes] }, time) => {
    if (!room?.is(channel)) return;
    note("event", `${who || by} changed the channel's modes: ${changes.join(" ")}`, time);
    send("NAMES", room.name);
  },

  PRIVMSG: (message, time) => said(message, time),
  NOTICE: (message, time) => said(message, time),
};

function said(message, time) {
  const [target, text = ""] = message.parameters;
  if (message.fromServer) {
    note("notice", text, time); // such as: how many messages this page has lost
    return;
  }
  const action = /^\x01ACTION (.*?)\x01?$/.exec(text);
  const mine = isMe(message.nick);
  if (room?.is(target)) {
    add({ kind: action ? "action" : mine ? "mine" : "said", who: message.nick, text: action ? action[1] : text, time });
  } else {
    const who = mine ? `you to ${target}` : `${message.nick} to you`;
    add({ kind: "private", who, text: action ? action[1] : text, time });
  }
}

function gone(who, channel, how, reason, time) {
  if (!room?.is(channel) || !room.has(who)) return;
  const words = reason ? `${who} ${how} (${reason}).` : `${who} ${how}.`;
  note("event", words, time);
  if (isMe(who)) {
    room = null;
    showForm();
    return;
  }
  room.remove(who);
  showMembers();
}

/** An error as a sentence: the server's words, and what they are about. */
function refused({ command, parameters }, time) {
  const words = parameters.at(-1);
  const about = parameters.slice(1, -1).join(" ");
  if (command === "433" && isBack && !nick) { // our old session has not ended yet
    wanted.nick += "_";
    send("NICK", wanted.nick);
    return;
  }
  const sentence = about ? `${about}: ${words}` : words;
  if (room) note("error", sentence, time);
  else problem(sentence);
}

// --- On the page ---

function isMe(name) {
  return fold(name) === fold(nick);
}

function note(kind, text, time = Date.now()) {
  add({ kind, who: "", text, time });
}

function problem(sentence) {
  at("problem").textContent = sentence;
  at("enter").disabled = false;
}

function showForm() {
  joinForm.hidden = false;
  at("room").hidden = !at("log").querySelector("li");
  at("enter").disabled = false;
  sayForm.hidden = true;
  at("leave").hidden = true;
  at("members").replaceChildren();
  at("count").textContent = "";
}

function entered(channel) {
  room = new Room(channel);
  setTopic("");
  joinForm.hidden = true;
  at("room").hidden = false;
  sayForm.hidden = false;
  at("leave").hidden = false;
  at("channel").textContent = channel;
  note("event", `You are in ${channel} as ${nick}.`);
  if (!isBack) sayForm.elements.text.focus();
  isBack = false;
}

function setTopic(topic) {
  if (room) room.topic = topic;
  at("topic").textContent = topic;
}

function showMembers() {
  const members = room.sorted();
  at("count").textContent = String(members.length);
  at("members").replaceChildren(...members.map(member => {
    const item = document.createElement("li");
    item.textContent = member.rank + member.nick;
    item.title = member.rank.includes("@") ? "operator" : member.rank ? "may always speak" : "";
    if (isMe(member.nick)) item.className = "me";
    return item;
  }));
}

// --- What the user does ---

function say(text) {
  if (text === "") return;
  if (!room) {
    note("error", "There is no connection now, so this was not sent: " + text);
    return;
  }
  const command = /^\/(\S*)\s*(.*)$/.exec(text);
  if (!command || command[1] === "") privmsg(room.name, text);
  else if (Object.hasOwn(COMMANDS, command[1])) COMMANDS[command[1]](command[2]);
  else note("error", `There is no command /${command[1]}; /help lists all.`);
}

const COMMANDS = {
  nick: text => send("NICK", text),
  topic: text => send("TOPIC", room.name, text),
  me: text => privmsg(room.name, `\x01ACTION ${text}\x01`),
  msg: text => {
    const [, to, words] = /^(\S*)\s*(.*)$/.exec(text);
    if (words) privmsg(to, words);
    else note("error", "Write /msg, a name and the message.");
  },
  leave,
  help: () => HELP.forEach(line => note("event", line)),
};

/** The server adds our name to the line, and cuts what is too long. */
function privmsg(to, text) {
  const room = MOST_BYTES - bytes(`:${source} PRIVMSG ${to} :`);
  if (bytes(text) > room) note("error", `This message has ${bytes(text)} bytes; at most ${room} fit. Send it in parts.`);
  else send("PRIVMSG", to, text);
}

function remember() {
  sessionStorage.setItem(CHOICE, JSON.stringify(wanted));
}

joinForm.addEventListener("submit", event => {
  event.preventDefault();
  const channel = joinForm.elements.channel.value.trim();
  wanted = { nick: joinForm.elements.nick.value.trim(), channel: channel.startsWith("#") ? channel : "#" + channel };
  remember();
  start();
});

sayForm.addEventListener("submit", event => {
  event.preventDefault();
  const input = sayForm.elements.text;
  const text = input.value.trim();
  input.value = "";
  say(text);
});

at("leave").addEventListener("click", leave);
window.addEventListener("pagehide", () => link?.send("QUIT :left the page"));

ask("/chat/server").then(server => {
  const place = `${server.host}:${server.port}`;
  at("where").textContent = server.strategy
    ? `The server runs the strategy ${server.strategy}; any IRC client can join at ${place}.`
    : `The server is ${place}.`;
}, error => problem(error.message));

const before = JSON.parse(sessionStorage.getItem(CHOICE) ?? "null");
joinForm.elements.nick.value = before?.nick ?? "guest" + Math.floor(1000 * Math.random());
joinForm.elements.channel.value = before?.channel ?? "#lab";
restore();
showForm();
