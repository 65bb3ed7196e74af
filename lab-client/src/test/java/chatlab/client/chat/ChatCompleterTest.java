package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.protocol.Message;

import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Parser.ParseContext;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

class ChatCompleterTest {
    private final Presence presence = new Presence("ann");

    ChatCompleterTest() {
        hear(":ann!u@h JOIN #lab");
        hear(":s 353 ann = #lab :ann bob @cal");
    }

    @Test
    void aSlashAtTheBeginningOffersTheCommands() throws Exception {
        assertThat(candidates("/"))
                .contains("/join", "/part", "/quit", "/help")
                .hasSize(Verb.values().length);
    }

    @Test
    void aNickAtTheBeginningIsAddressedAndElsewhereMentioned() throws Exception {
        assertThat(candidates("b")).containsExactly("bob:", "cal:");
        assertThat(candidates("hello b")).containsExactly("bob", "cal");
        assertThat(candidates("/msg b")).containsExactly("bob", "cal");
    }

    @Test
    void eachCommandOffersWhatItTakes() throws Exception {
        hear(":ann!u@h JOIN #other");
        hear(":s 353 ann = #other :ann dot");
        hear(":s 322 ann #java 3 :Java");

        assertThat(candidates("/whois d")).containsExactly("bob", "cal", "dot");
        assertThat(candidates("/kick ")).contains("dot");
        assertThat(candidates("/join #")).containsExactly("#java", "#lab", "#other");
        assertThat(candidates("/part #")).containsExactly("#lab", "#other");
        assertThat(candidates("/invite bob ")).containsExactly("#lab", "#other");
        assertThat(candidates("/help /k")).contains("/kick");
        assertThat(candidates("/me greets d")).containsExactly("dot");
    }

    @Test
    void aHashOffersOurChannels() throws Exception {
        assertThat(candidates("/part #")).containsExactly("#lab");
    }

    private List<String> candidates(String line) throws IOException {
        var terminal =
                new DumbTerminal(
                        new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
        LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
        var candidates = new ArrayList<Candidate>();
        new ChatCompleter(presence)
                .complete(
                        reader,
                        new DefaultParser().parse(line, line.length(), ParseContext.COMPLETE),
                        candidates);
        terminal.close();
        return candidates.stream().map(Candidate::value).toList();
    }

    private void hear(String line) {
        presence.hear((Message) Message.parse(line));
    }
}
