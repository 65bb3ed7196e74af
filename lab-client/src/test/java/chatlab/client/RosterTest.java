package chatlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.protocol.Message;

import org.junit.jupiter.api.Test;

class RosterTest {
    private final Roster roster = new Roster("ann");

    @Test
    void weTalkWhereWeJoinedLast() {
        hear(":ann!u@h JOIN #a", ":ann!u@h JOIN #b");

        assertThat(roster.channel()).contains("#b");

        hear(":ann!u@h PART #b");

        assertThat(roster.channel()).contains("#a");

        hear(":op!u@h KICK #a ann");

        assertThat(roster.channel()).isEmpty();
    }

    @Test
    void itKnowsWhoIsHere() {
        hear(":ann!u@h JOIN #a", ":s 353 ann = #a :ann @bob +cal", ":dot!u@h JOIN #a");

        assertThat(roster.nicks()).containsExactly("ann", "bob", "cal", "dot");

        hear(":bob!u@h PART #a", ":cal!u@h QUIT :bye", ":dot!u@h NICK dora");

        assertThat(roster.nicks()).containsExactly("ann", "dora");
    }

    @Test
    void ourNickIsWhatTheServerSays() {
        hear(":s 001 anna :Welcome");

        assertThat(roster.nick()).isEqualTo("anna");

        hear(":anna!u@h JOIN #a", ":anna!u@h NICK annie");

        assertThat(roster.nick()).isEqualTo("annie");
        assertThat(roster.nicks()).containsExactly("annie");
    }

    @Test
    void namesAreComparedAsTheServerDoes() {
        hear(":s 005 ann CASEMAPPING=rfc1459 :are supported", ":ann!u@h JOIN #a[]");

        assertThat(roster.turnTo("#A{}")).isTrue();
        assertThat(roster.isMe("ANN")).isTrue();
    }

    @Test
    void weCanOnlyTurnToAChannelThatWeAreIn() {
        hear(":ann!u@h JOIN #a", ":ann!u@h JOIN #b");

        assertThat(roster.turnTo("#a")).isTrue();
        assertThat(roster.channel()).contains("#a");
        assertThat(roster.turnTo("#c")).isFalse();
        assertThat(roster.channel()).contains("#a");
    }

    private void hear(String... lines) {
        for (var line : lines) {
            roster.hear((Message) Message.parse(line));
        }
    }
}
