package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.chat.ChatClient.End;
import chatlab.client.chat.ScriptedServer.Conversation;
import chatlab.client.wire.Address;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

@Timeout(60)
class RefusalTest {
    private static final Address ADDRESS = new Address("chat.example", 6667);

    static Stream<Arguments> failures() {
        return Stream.of(
                failure(answers("HTTP/1.1 400 Bad Request", ""), new Refusal.WebServer()),
                failure(answers("<html><body>Bad request"), new Refusal.WebServer()),
                failure(
                        line -> {
                            line.hear("NICK");
                            line.say(new byte[] {21, 3, 3, 0, 2, 2, 70}); // a fatal alert of TLS
                            line.hearToTheEnd();
                        },
                        new Refusal.TlsExpected()),
                failure(answers("SSH-2.0-OpenSSH_9.6"), new Refusal.NotIrc("SSH-2.0-OpenSSH_9.6")),
                failure(line -> line.hear("USER"), new Refusal.Closed("")),
                failure(answers("ERROR :Too many users"), new Refusal.Closed("Too many users")),
                failure(
                        answers(":s 464 * :Password incorrect", "ERROR :Closing link"),
                        new Refusal.Password(false)),
                failure(
                        answers(":s 465 ann :You are banned", "ERROR :Closing link"),
                        new Refusal.Banned("You are banned")),
                failure(
                        answers(":s 432 * ann :Erroneous nickname"),
                        new Refusal.InvalidNick("ann")));
    }

    private static Arguments failure(Conversation server, Refusal why) {
        return Arguments.of(server, why);
    }

    private static Conversation answers(String... lines) {
        return line -> {
            line.hear("USER");
            line.say(lines);
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachReasonIsRecognized(Conversation conversation, Refusal why) throws Exception {
        try (var server = new ScriptedServer(conversation)) {
            assertThat(chat(server).run()).isEqualTo(new End.Refused(why));
        }
    }

    @Test
    void aServerThatSaysNothingIsMute() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.Line::hearToTheEnd)) {
            var setup = chat(server);
            setup.welcome = ChatSetup.SHORT;

            assertThat(setup.run()).isEqualTo(new End.Refused(new Refusal.Mute(ChatSetup.SHORT)));
        }
    }

    @Test
    void thePasswordIsSentFirstAndAWrongOneIsNamed() throws Exception {
        try (var server = new ScriptedServer(answers(":s 464 ann :Password incorrect"))) {
            var setup = chat(server);
            setup.password = Optional.of("open sesame");

            assertThat(setup.run()).isEqualTo(new End.Refused(new Refusal.Password(true)));
            assertThat(server.heard(0)).startsWith("PASS :open sesame", "NICK ann");
        }
    }

    @Test
    void eachSentenceSaysWhoWhyAndWhatToDo() {
        var refusals =
                List.of(
                        new Refusal.Password(true),
                        new Refusal.Password(false),
                        new Refusal.Banned("spam"),
                        new Refusal.NicksTaken(List.of("ann", "ann_")),
                        new Refusal.InvalidNick("a.b"),
                        new Refusal.WebServer(),
                        new Refusal.TlsExpected(),
                        new Refusal.NotIrc("SSH-2.0"),
                        new Refusal.Mute(Duration.ofSeconds(30)),
                        new Refusal.Closed(""),
                        new Refusal.Closed("Server is full"));

        assertThat(refusals.stream().map(why -> why.sentence(ADDRESS)))
                .doesNotHaveDuplicates()
                .allMatch(sentence -> sentence.contains(ADDRESS.toString()))
                .allMatch(sentence -> sentence.matches(".*(--|ask its operator).*"));
    }

    private static ChatSetup chat(ScriptedServer server) {
        return new ChatSetup(server.port(), ScriptedConsole.ofScript());
    }
}
