package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.protocol.Message;
import chatlab.terminal.Paint;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhrasesTest {
    private final Presence presence = new Presence("ann");
    private final Phrases phrases = new Phrases(presence, Paint.NONE);

    PhrasesTest() {
        presence.hear(message(":ann!u@h JOIN #lab"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    :bob!u@h PRIVMSG #lab :hi all       | <bob> hi all
                    :bob!u@h PRIVMSG #else :hi all      | #else <bob> hi all
                    :bob!u@h PRIVMSG ann :psst          | bob to you: psst
                    :bob!u@h NOTICE #lab :beep          | -bob- beep
                    :bob!u@h JOIN #lab                  | * bob joined #lab
                    :bob!u@h PART #lab                  | * bob left #lab
                    :bob!u@h PART #lab :tea time        | * bob left #lab (tea time)
                    :bob!u@h QUIT :Read error           | * bob quit (Read error)
                    :bob!u@h NICK bobby                 | * bob is now bobby
                    :bob!u@h TOPIC #lab :locks          | * bob set the topic of #lab: locks
                    :bob!u@h TOPIC #lab :               | * bob removed the topic of #lab
                    :bob!u@h KICK #lab cal :spam        | * bob kicked cal out of #lab (spam)
                    :bob!u@h MODE #lab +o cal           | * bob set mode #lab +o cal
                    :bob!u@h INVITE ann #else           | * bob invites you to #else
                    ERROR :Closing link                 | ! The server says: Closing link
                    :s 001 ann :Welcome, ann            | * Welcome, ann
                    :s 332 ann #lab :locks              | * The topic of #lab: locks
                    :s 331 ann #lab :No topic is set    | * #lab has no topic.
                    :s 353 ann = #lab :ann @bob         | * In #lab: ann @bob
                    :s 352 ann #lab u h s bob H :0 Bob  | * bob is u@h (Bob), in #lab
                    :s 433 ann bob :Nickname in use     | ! bob: Nickname in use
                    :s 421 ann FOO :Unknown command     | ! FOO: Unknown command
                    :s 372 ann :- be kind               | * be kind
                    :s 301 ann bob :lunch               | * bob is away: lunch
                    :s 311 ann bob u h * :Bob B.        | * bob is u@h (Bob B.)
                    :s 319 ann bob :@#lab #else         | * bob is in @#lab #else
                    :s 312 ann bob chat.lab :Chat Lab   | * bob uses the server chat.lab (Chat Lab)
                    :s 317 ann bob 42 1764000000 :idle  | * bob has said nothing for 42 s
                    :s 671 ann bob :uses TLS            | * bob uses TLS
                    :s 322 ann #lab 1 :locks            | * #lab, 1 member: locks
                    :s 322 ann #lab 12 :locks           | * #lab, 12 members: locks
                    :s 322 ann #lab 2 :                 | * #lab, 2 members
                    :s 323 ann :End of LIST             | * That is all.
                    :s 324 ann #lab +nt                 | * The modes of #lab: +nt
                    :s 221 ann +i                       | * Your modes: +i
                    :s 367 ann #lab *!*@h ann 17        | * #lab bans *!*@h
                    :s 341 ann bob #lab                 | * You have invited bob to #lab
                    :s 306 ann :You are away            | * You are away
                    :s 999 ann :something new           | * ann something new
                    """)
    void aMessageReadsLikeASentence(String line, String phrase) {
        assertThat(phrases.heard(message(line))).contains(phrase);
    }

    @Test
    void anActionIsTold() {
        assertThat(phrases.heard(message(":bob!u@h PRIVMSG #lab :\001ACTION waves\001")))
                .contains("* bob waves");
        assertThat(phrases.heard(message(":bob!u@h PRIVMSG #else :\001ACTION waves\001")))
                .contains("#else * bob waves");
        assertThat(phrases.heard(message(":bob!u@h PRIVMSG ann :\001ACTION waves\001")))
                .contains("to you: * bob waves");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PING :x",
                ":s PONG s :x",
                ":s 005 ann A B :are supported",
                ":s 366 ann #lab :End",
                ":s 376 ann :End",
                ":s 422 ann :No MOTD",
                ":s 315 ann #lab :End"
            })
    void messagesForProgramsAreNotShown(String line) {
        assertThat(phrases.heard(message(line))).isEmpty();
    }

    @Test
    void ourOwnLinesLookLikeThoseOfOthers() {
        assertThat(phrases.said("#lab", "hi")).isEqualTo("<ann> hi");
        assertThat(phrases.told("bob", "hi")).isEqualTo("ann to bob: hi");
    }

    /// A message whose every part is hostile, for every command that has a phrase of its own.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIVMSG", "NOTICE", "JOIN", "PART", "QUIT", "NICK", "TOPIC", "KICK", "MODE",
                "INVITE", "ERROR", "FOO", "001", "332", "331", "353", "352", "433", "372", "301",
                "311", "322", "999"
            })
    void noMessageCanDriveTheTerminal(String command) {
        var nasty = "\033[2J\u009b\007";
        var message =
                message(
                        (":%1$s!%1$s@%1$s "
                                        + command
                                        + " %1$s %1$s %1$s %1$s %1$s %1$s :\001ACTION %1$s")
                                .formatted(nasty));

        var shown = phrases.heard(message).orElseThrow();

        assertThat(shown.chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void eachNickHasItsOwnColorIfColorsAreOn() {
        var colorful = new Phrases(presence, new Paint(true));

        assertThat(colorful.said("#lab", "hi")).matches("<\033\\[\\d+mann\033\\[0m> hi");
    }

    private static Message message(String line) {
        return (Message) Message.parse(line);
    }
}
