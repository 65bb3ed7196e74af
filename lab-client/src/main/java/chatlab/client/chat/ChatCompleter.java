package chatlab.client.chat;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

import java.util.Arrays;
import java.util.List;

/// Completes commands at the beginning of a line, channels after `#`, and nicks anywhere; a nick at
/// the beginning gets a colon, which addresses that person.
final class ChatCompleter implements Completer {
    private final Presence presence;

    ChatCompleter(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        boolean first = line.wordIndex() == 0;
        if (first && line.word().startsWith("/")) {
            Arrays.stream(Verb.values())
                    .map(verb -> candidate(verb.typed(), verb.purpose()))
                    .forEach(candidates::add);
        } else if (line.word().startsWith("#")) {
            presence.channels().forEach(channel -> candidates.add(new Candidate(channel)));
        } else {
            presence.nicks().stream()
                    .filter(nick -> !presence.isMe(nick))
                    .map(nick -> new Candidate(first ? nick + ":" : nick))
                    .forEach(candidates::add);
        }
    }

    private static Candidate candidate(String value, String purpose) {
        return new Candidate(value, value, null, purpose, null, null, true);
    }
}
