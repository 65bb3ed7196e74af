// IRC messages: parse a line, compose a line. No page, no socket.

/** The parts of a line: { tags, source, nick, command, parameters }; null if it is no message. */
export function parse(line) {
  const match = /^(?:@(\S+) +)?(?::(\S+) +)?(\S+) *(.*)$/.exec(line);
  if (!match) return null;
  const [, tags = "", source = "", command, rest] = match;
  return {
    tags: new Map(tags.split(";").filter(Boolean).map(tag => {
      const equals = tag.indexOf("=");
      return equals < 0 ? [tag, ""] : [tag.slice(0, equals), tag.slice(equals + 1)];
    })),
    source,
    nick: source.split("!")[0],
    fromServer: !source.includes("!"),
    command: command.toUpperCase(),
    parameters: parameters(rest),
  };
}

function parameters(text) {
  const found = [];
  let rest = text;
  while (rest !== "") {
    if (rest.startsWith(":")) {
      found.push(rest.slice(1));
      break;
    }
    const space = rest.indexOf(" ");
    found.push(space < 0 ? rest : rest.slice(0, space));
    rest = space < 0 ? "" : rest.slice(space + 1).trimStart();
  }
  return found;
}

/** A line; its last parameter may hold spaces. A line end in it would be a second message, so it becomes a space. */
export function compose(command, ...parameters) {
  const last = parameters.length - 1;
  const words = parameters.map((text, i) => (i === last ? ":" : "") + text.replace(/[\r\n\0]+/g, " "));
  return [command, ...words].join(" ");
}

/** How many bytes a text has in UTF-8. */
export function bytes(text) {
  return new TextEncoder().encode(text).length;
}

/** Nicks and channels are the same if they differ only in the case of ASCII letters. */
export function fold(name) {
  return name.replace(/[A-Z]/g, letter => letter.toLowerCase());
}

/** A text as a reader should see it: without the codes for bold and colors and other control characters. */
export function plain(text) {
  return text
    .replace(/\x03(\d{1,2}(,\d{1,2})?)?|\x04([0-9A-Fa-f]{6})?/g, "")
    .replace(/[\x00-\x1f\x7f-\x9f]/g, "");
}
