// What is known of one channel: its members and its topic. No page, no socket.
import { fold } from "/static/chat/irc.js";

const RANKS = "@+";

export class Room {
  #names = []; // of a list in progress

  constructor(name) {
    this.name = name;
    this.topic = "";
    this.members = new Map(); // by folded nick: { nick, rank }
  }

  is(channel) {
    return fold(channel) === fold(this.name);
  }

  has(nick) {
    return this.members.has(fold(nick));
  }

  add(nick, rank = "") {
    this.members.set(fold(nick), { nick, rank });
  }

  remove(nick) {
    return this.members.delete(fold(nick));
  }

  rename(from, to) {
    const member = this.members.get(fold(from));
    if (!member) return false;
    this.members.delete(fold(from));
    this.members.set(fold(to), { nick: to, rank: member.rank });
    return true;
  }

  /** A part of the list of members (353). */
  names(words) {
    this.#names.push(...words.split(" ").filter(Boolean));
  }

  /** The end of the list (366). */
  namesEnd() {
    this.members.clear();
    for (const word of this.#names) {
      const rank = [...word].findIndex(letter => !RANKS.includes(letter));
      this.add(word.slice(rank), word.slice(0, rank));
    }
    this.#names = [];
  }

  /** Operators first, then those with a voice, then the others; each group by name. */
  sorted() {
    const place = member => (member.rank ? RANKS.indexOf(member.rank[0]) : RANKS.length);
    return [...this.members.values()].sort(
      (a, b) => place(a) - place(b) || fold(a.nick).localeCompare(fold(b.nick)));
  }
}
