package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.client.chat.ChatClient.End;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The server goes away, with or without a word, in the chat or before it.
@Timeout(60)
class LostServerTest {
    private static final End LEFT = new End.Left();

    private final ScriptedConsole person = ScriptedConsole.ofPerson();

    @Test
    void aSilentServerIsAskedAndThenLost() throws Exception {
        try (var server =
                new ScriptedServer(line -> {
                    line.welcome();
                    line.hearToTheEnd();
                })) {
            var setup = new ChatSetup(server.port(), person);
            setup.silence = ChatSetup.SHORT;
            setup.doubt = ChatSetup.SHORT;
            setup.giveUp = ChatSetup.SHORT;

            assertThat(setup.run()).isEqualTo(new End.Lost());

            assertThat(server.heard(0)).contains("PING lab-are-you-there");
            assertThat(person.printed())
                    .contains(
                            "! The server does not answer. Waiting 0 s more.",
                            "! The server still does not answer.");
        }
    }

    @Test
    void aSilentServerThatAnswersIsKept() throws Exception {
        try (var server =
                new ScriptedServer(line -> {
                    line.welcome();
                    for (int answer = 0; answer < 3; answer++) {
                        line.hear("PING lab-are-you-there");
                        line.say(":s PONG s lab-are-you-there");
                    }
                    line.say(":bob!u@h PRIVMSG #lab :still here");
                    line.farewell();
                })) {
            var setup = new ChatSetup(server.port(), person);
            setup.silence = ChatSetup.SHORT;
            var chat = setup.start();

            person.await("<bob> still here");
            person.endInput();

            assertThat(chat.get()).isEqualTo(LEFT);
        }
    }

    @Test
    void itSaysWhenADoubtfulServerAnswersAgain() throws Exception {
        try (var server =
                new ScriptedServer(line -> {
                    line.welcome();
                    line.hear("PRIVMSG #lab :hello?");
                    line.say(":s PONG s lab-are-you-there");
                    line.farewell();
                })) {
            var setup = new ChatSetup(server.port(), person);
            setup.silence = ChatSetup.SHORT;
            setup.doubt = ChatSetup.SHORT;
            var chat = setup.start();

            person.await("The server does not answer.");
            person.type("hello?");
            person.await("The server answers again.");
            person.endInput();

            assertThat(chat.get()).isEqualTo(LEFT);
        }
    }

    @Test
    void withReconnectASilentServerIsReplaced() throws Exception {
        try (var server =
                new ScriptedServer(
                        line -> {
                            line.welcome();
                            line.hearToTheEnd();
                        },
                        line -> {
                            line.welcome(":bob!u@h PRIVMSG #lab :back again");
                            line.farewell();
                        })) {
            var setup = new ChatSetup(server.port(), person);
            setup.reconnect = true;
            setup.silence = ChatSetup.SHORT;
            setup.doubt = ChatSetup.SHORT;
            setup.giveUp = ChatSetup.SHORT;
            var chat = setup.start();

            person.await("<bob> back again");
            person.endInput();

            assertThat(chat.get()).isEqualTo(LEFT);
        }
    }

    @Test
    void withReconnectItTriesAgainWhenTheServerDiesDuringRegistration() throws Exception {
        try (var server =
                new ScriptedServer(
                        line -> line.hear("NICK"),
                        line -> line.hear("USER"),
                        line -> {
                            line.welcome();
                            line.farewell();
                        })) {
            var setup = new ChatSetup(server.port(), person);
            setup.reconnect = true;
            var chat = setup.start();

            person.awaitPrompt("#lab> ");
            person.endInput();

            assertThat(chat.get()).isEqualTo(LEFT);
        }
    }

    @Test
    void withReconnectARefusalThatWouldOnlyRepeatEndsTheChat() throws Exception {
        try (var server =
                new ScriptedServer(line -> {
                    line.hear("USER");
                    line.say(":s 464 ann :Password incorrect");
                })) {
            var setup = new ChatSetup(server.port(), person);
            setup.reconnect = true;

            assertThat(setup.run()).isEqualTo(new End.Refused(new Refusal.Password(false)));
        }
    }

    @Test
    void aPersonLeavesAtOnceWhileTheServerIsDown() throws Exception {
        for (var last : new String[] {"/quit", null}) {
            try (var server = new ScriptedServer(line -> line.welcome())) {
                var console = ScriptedConsole.ofPerson();
                var setup = new ChatSetup(server.port(), console);
                setup.reconnect = true;
                setup.pause = ChatSetup.LONG;
                var chat = setup.start();
                console.await("Trying again in 300 s.");

                if (last == null) {
                    console.endInput();
                } else {
                    console.type(last);
                }

                assertThat(chat.get()).as(last).isEqualTo(LEFT);
            }
        }
    }

    @Test
    void aPersonLeavesAtOnceWhileTheServerDoesNotLetThemIn() throws Exception {
        try (var server = new ScriptedServer(ScriptedServer.Line::hearToTheEnd)) {
            var setup = new ChatSetup(server.port(), person);
            setup.reconnect = true;
            person.endInput();

            assertThat(setup.run()).isEqualTo(LEFT);
        }
    }

    @Test
    void aPersonDoesNotWaitLongForTheLastAnswer() throws Exception {
        try (var server =
                new ScriptedServer(line -> {
                    line.welcome();
                    line.hearToTheEnd();
                })) {
            var setup = new ChatSetup(server.port(), person);
            setup.reconnect = true;
            setup.person = ChatSetup.SHORT;
            var chat = setup.start();
            person.type("hello");
            person.await("<ann> hello");

            person.type("/quit");

            assertThat(chat.get()).isEqualTo(LEFT);
            assertThat(person.printed())
                    .contains("* The server did not confirm that it has everything you typed.");
        }
    }

    @Test
    void whatAPersonTypesWhileTheServerIsDownIsNotSaidAndTheyKnow() throws Exception {
        try (var server = new ScriptedServer(line -> line.welcome())) {
            var setup = new ChatSetup(server.port(), person);
            setup.reconnect = true;
            setup.pause = ChatSetup.LONG;
            var chat = setup.start();
            person.await("Trying again in 300 s.");
            person.awaitPrompt("offline> ");

            person.type("anybody?");
            person.await("You are not connected now, so nothing was sent.");
            person.endInput();

            assertThat(chat.get()).isEqualTo(new End.Unsaid());
        }
    }

    @Test
    void whatAPersonTypesBeforeTheServerLetsThemInIsSaidThen() throws Exception {
        try (var server =
                new ScriptedServer(line -> {
                    line.welcome();
                    line.farewell();
                })) {
            person.type("typed ahead");
            person.endInput();

            assertThat(new ChatSetup(server.port(), person).run()).isEqualTo(LEFT);
            assertThat(server.heard(0)).contains("PRIVMSG #lab :typed ahead");
        }
    }
}
