package chatlab.client.chat;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.protocol.Message;

import org.junit.jupiter.api.Test;

class PresenceTest {
    private final Presence presence = new Presence("ann");

    @Test
    void weTalkWhereWeJoinedLast() {
        hear(":ann!u@h JOIN #a", ":ann!u@h JOIN #b");

        assertThat(presence.channel()).contains("#b");

        hear(":ann!u@h PART #b");

        assertThat(presence.channel()).contains("#a");

        hear(":op!u@h KICK #a ann");

        assertThat(presence.channel()).isEmpty();
    }

    @Test
    void aKickFromTheChannelThatWeTalkInLeavesUsInNone() {
        hear(":ann!u@h JOIN #a", ":ann!u@h JOIN #b", ":op!u@h KICK #a ann");

        assertThat(presence.channel()).contains("#b");

        hear(":ann!u@h JOIN #a", ":op!u@h KICK #a ann");

        assertThat(presence.channel()).isEmpty();
        assertThat(presence.isIn("#b")).isTrue();
    }

    @Test
    void theServerShowsWhatItPutsBeforeOurMessages() {
        int guess = presence.sourceBytes();

        hear(":ann!~lab@192.0.2.7 JOIN #a");

        assertThat(presence.sourceBytes()).isEqualTo("ann!~lab@192.0.2.7".length());
        assertThat(guess).isGreaterThanOrEqualTo("ann!".length() + 10 + "@".length() + 63);

        hear(":ann!~lab@192.0.2.7 NICK anna");

        assertThat(presence.sourceBytes()).isEqualTo("anna!~lab@192.0.2.7".length());
    }

    @Test
    void itKnowsTheChannelsOfAList() {
        hear(":ann!u@h JOIN #b", ":s 322 ann #a 3 :first", ":s 322 ann #c 1 :third");

        assertThat(presence.knownChannels()).containsExactly("#a", "#b", "#c");
    }

    @Test
    void itKnowsWhoIsHere() {
        hear(":ann!u@h JOIN #a", ":s 353 ann = #a :ann @bob +cal", ":dot!u@h JOIN #a");

        assertThat(presence.nicks()).containsExactly("ann", "bob", "cal", "dot");

        hear(":bob!u@h PART #a", ":cal!u@h QUIT :bye", ":dot!u@h NICK dora");

        assertThat(presence.nicks()).containsExactly("ann", "dora");
    }

    @Test
    void ourNickIsWhatTheServerSays() {
        hear(":s 001 anna :Welcome");

        assertThat(presence.nick()).isEqualTo("anna");

        hear(":anna!u@h JOIN #a", ":anna!u@h NICK annie");

        assertThat(presence.nick()).isEqualTo("annie");
        assertThat(presence.nicks()).containsExactly("annie");
    }

    @Test
    void namesAreComparedAsTheServerDoes() {
        hear(":s 005 ann CASEMAPPING=rfc1459 :are supported", ":ann!u@h JOIN #a[]");

        assertThat(presence.switchTo("#A{}")).isTrue();
        assertThat(presence.isMe("ANN")).isTrue();
    }

    @Test
    void weCanOnlyTurnToAChannelThatWeAreIn() {
        hear(":ann!u@h JOIN #a", ":ann!u@h JOIN #b");

        assertThat(presence.switchTo("#a")).isTrue();
        assertThat(presence.channel()).contains("#a");
        assertThat(presence.switchTo("#c")).isFalse();
        assertThat(presence.channel()).contains("#a");
    }

    private void hear(String... lines) {
        for (var line : lines) {
            presence.hear((Message) Message.parse(line));
        }
    }
}
