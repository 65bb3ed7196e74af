package chatlab.client.chat;

import chatlab.client.chat.Verb.Operand;

import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

import java.util.Arrays;
import java.util.List;

/// Completes commands at the beginning of a line, and their operands. In a text it completes our
/// channels after `#`, and nicks; a nick at the beginning gets a colon, which addresses that
/// person.
final class ChatCompleter implements Completer {
    private final Presence presence;

    ChatCompleter(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        int index = line.wordIndex();
        var verb = Verb.of(line.words().getFirst());
        if (index == 0 && line.word().startsWith("/")) {
            addVerbs(candidates);
        } else if (index > 0 && verb.isPresent()) {
            addOperands(operand(verb.get(), index, line.word()), candidates);
        } else if (line.word().startsWith("#")) {
            addOperands(Operand.OUR_CHANNEL, candidates);
        } else {
            addNicks(presence.nicks(), index == 0 ? ":" : "", candidates);
        }
    }

    private static Operand operand(Verb verb, int index, String word) {
        var kinds = verb.words();
        var kind = kinds.get(Math.min(index, kinds.size()) - 1);
        boolean isChannel = word.startsWith("#") && kind != Operand.CHANNEL;
        return isChannel ? Operand.OUR_CHANNEL : kind;
    }

    private void addOperands(Operand kind, List<Candidate> candidates) {
        switch (kind) {
            case VERB -> addVerbs(candidates);
            case CHANNEL ->
                    presence.knownChannels().forEach(name -> candidates.add(new Candidate(name)));
            case OUR_CHANNEL ->
                    presence.channels().forEach(name -> candidates.add(new Candidate(name)));
            case NICK -> addNicks(presence.allNicks(), "", candidates);
            case TEXT -> addNicks(presence.nicks(), "", candidates);
        }
    }

    private static void addVerbs(List<Candidate> candidates) {
        Arrays.stream(Verb.values())
                .map(verb -> candidate(verb.typed(), verb.purpose()))
                .forEach(candidates::add);
    }

    private void addNicks(Iterable<String> nicks, String after, List<Candidate> candidates) {
        for (var nick : nicks) {
            if (!presence.isMe(nick)) {
                candidates.add(new Candidate(nick + after));
            }
        }
    }

    private static Candidate candidate(String value, String purpose) {
        return new Candidate(value, value, null, purpose, null, null, true);
    }
}
