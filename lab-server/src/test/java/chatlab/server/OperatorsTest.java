package chatlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.catalogue.Catalogue;
import chatlab.catalogue.StrategyNotFoundException;
import chatlab.server.config.ServerConfig;
import chatlab.server.limits.Limits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The rights of channel operators. Ann has created the channel; bob is in it; eve is not.
class OperatorsTest {
    private static final String ANN = ":ann!ann@127.0.0.1 ";
    private static final String BOB = ":bob!bob@127.0.0.1 ";

    private ChatServer server;
    private Peer ann;
    private Peer bob;
    private Peer eve;

    @BeforeEach
    void start() throws IOException, StrategyNotFoundException {
        server = ChatServer.start(ServerConfig.of(Catalogue.find("cow", List.of())));
        ann = Peer.in(server, "ann", "#Lab");
        bob = Peer.in(server, "bob", "#Lab");
        eve = Peer.registered(server, "eve");
        ann.drain();
    }

    @AfterEach
    void stop() throws IOException {
        ann.close();
        bob.close();
        eve.close();
        server.close();
    }

    @Test
    void onlyTheUserWhoCreatesAChannelBecomesOperator() throws IOException {
        assertThat(bob.ask("NAMES #lab")).first().isEqualTo(":chat.lab 353 bob = #Lab :@ann bob");
        assertThat(eve.ask("JOIN #other")).contains(":chat.lab 353 eve = #other :@eve");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    MODE #lab +m             | MODE #Lab +m
                    MODE #lab m              | MODE #Lab +m
                    MODE #lab +imst          | MODE #Lab +imst
                    MODE #lab +n             | none
                    MODE #lab -n             | MODE #Lab -n
                    MODE #lab -n+m-t         | MODE #Lab -n+m
                    MODE #lab +k key         | MODE #Lab +k key
                    MODE #lab -k key         | none
                    MODE #lab +l 7           | MODE #Lab +l 7
                    MODE #lab +l 007         | MODE #Lab +l 7
                    MODE #lab -l             | none
                    MODE #lab +lk 7 key      | MODE #Lab +lk 7 key
                    MODE #lab +o BOB         | MODE #Lab +o bob
                    MODE #lab +v bob         | MODE #Lab +v bob
                    MODE #lab +o ann         | none
                    MODE #lab -o ann         | MODE #Lab -o ann
                    MODE #lab +vo-v bob bob bob | MODE #Lab +vo-v bob bob bob
                    MODE #lab +b eve         | MODE #Lab +b eve!*@*
                    MODE #lab +b *@host      | MODE #Lab +b *!*@host
                    MODE #lab +b a!b         | MODE #Lab +b a!b@*
                    MODE #lab -b eve         | none
                    """)
    void everyRealChangeIsAnnouncedToAll(String line, String told) throws IOException {
        var own = ann.ask(line);

        if (told == null) {
            assertThat(own).isEmpty();
            assertThat(bob.drain()).isEmpty();
        } else {
            assertThat(own).containsExactly(ANN + told);
            assertThat(bob.drain()).containsExactly(ANN + told);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MODE #lab +o             | 696 ann #Lab o * :You must name a nick
                    MODE #lab +o nobody      | 401 ann nobody :No such nick/channel
                    MODE #lab +v eve         | 441 ann eve #Lab :They aren't on that channel
                    MODE #lab +k             | 696 ann #Lab k * :A key is a word of at most 32 ASCII characters
                    MODE #lab +k :a b        | 696 ann #Lab k * :A key is a word of at most 32 ASCII characters
                    MODE #lab +k :           | 696 ann #Lab k * :A key is a word of at most 32 ASCII characters
                    MODE #lab +k a,b         | 696 ann #Lab k * :A key is a word of at most 32 ASCII characters
                    MODE #lab +l             | 696 ann #Lab l * :A limit is a number from 1 to 999999
                    MODE #lab +l :           | 696 ann #Lab l * :A limit is a number from 1 to 999999
                    MODE #lab +l 0           | 696 ann #Lab l 0 :A limit is a number from 1 to 999999
                    MODE #lab +l -1          | 696 ann #Lab l -1 :A limit is a number from 1 to 999999
                    MODE #lab +l 9999999999  | 696 ann #Lab l 9999999999 :A limit is a number from 1 to 999999
                    MODE #lab +b ::x         | 696 ann #Lab b * :A ban is a mask such as nick!user@host
                    MODE #lab +xxx           | 472 ann x :is unknown mode char to me
                    KICK #lab                | 461 ann KICK :Not enough parameters
                    KICK #lab,#x,#y bob,eve  | 461 ann KICK :Not enough parameters
                    KICK #lab eve            | 441 ann eve #Lab :They aren't on that channel
                    KICK #lab nobody         | 441 ann nobody #Lab :They aren't on that channel
                    KICK #nowhere bob        | 403 ann #nowhere :No such channel
                    INVITE bob               | 461 ann INVITE :Not enough parameters
                    INVITE nobody #lab       | 401 ann nobody :No such nick/channel
                    INVITE bob #lab          | 443 ann bob #Lab :is already on channel
                    INVITE eve #nowhere      | 403 ann #nowhere :No such channel
                    """)
    void everyRefusalToAnOperatorIsExact(String line, String answer) throws IOException {
        assertThat(ann.ask(line)).containsExactly(":chat.lab " + answer);
        assertThat(bob.drain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MODE #lab +o bob         | 482 bob #Lab :You're not channel operator
                    MODE #lab +imk key       | 482 bob #Lab :You're not channel operator
                    KICK #lab ann            | 482 bob #Lab :You're not channel operator
                    """)
    void aMemberWithoutOperatorRightsIsRefusedOnce(String line, String answer) throws IOException {
        assertThat(bob.ask(line)).containsExactly(":chat.lab " + answer);
        assertThat(ann.drain()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    MODE #lab +v bob         | 482 eve #Lab :You're not channel operator
                    KICK #lab bob            | 442 eve #Lab :You're not on that channel
                    INVITE eve #lab          | 442 eve #Lab :You're not on that channel
                    PRIVMSG #lab :hi         | 404 eve #Lab :Cannot send to channel
                    """)
    void anOutsiderIsRefused(String line, String answer) throws IOException {
        assertThat(eve.ask(line)).containsExactly(":chat.lab " + answer);
        assertThat(ann.drain()).isEmpty();
    }

    @Test
    void onlyMembersSeeTheKeyAmongTheModes() throws IOException {
        ann.ask("MODE #lab +stkl key 9");
        bob.drain();

        assertThat(bob.ask("MODE #lab")).first().isEqualTo(":chat.lab 324 bob #Lab +nstkl key 9");
        assertThat(eve.ask("MODE #lab")).first().isEqualTo(":chat.lab 324 eve #Lab +nstkl * 9");
        assertThat(ann.ask("MODE #lab -nstkl x")).containsExactly(ANN + "MODE #Lab -nstkl *");
        assertThat(ann.ask("MODE #lab")).first().isEqualTo(":chat.lab 324 ann #Lab +");
    }

    @Test
    void onlyOperatorsAndVoicesSpeakInAModeratedChannel() throws IOException {
        ann.ask("MODE #lab +m");
        bob.drain();

        assertThat(bob.ask("PRIVMSG #lab :hi"))
                .containsExactly(":chat.lab 404 bob #Lab :Cannot send to channel");
        assertThat(bob.ask("NOTICE #lab :hi")).isEmpty();
        ann.ask("MODE #lab +v bob");
        assertThat(bob.ask("PRIVMSG #lab :hi")).containsExactly(ANN + "MODE #Lab +v bob");
        assertThat(ann.drain()).containsExactly(BOB + "PRIVMSG #Lab :hi");
        assertThat(bob.ask("NAMES #lab")).first().isEqualTo(":chat.lab 353 bob = #Lab :@ann +bob");
    }

    @Test
    void withoutModeNOutsidersMaySpeak() throws IOException {
        ann.ask("MODE #lab -n");

        assertThat(eve.ask("PRIVMSG #LAB :hi")).isEmpty();
        assertThat(ann.drain()).containsExactly(":eve!eve@127.0.0.1 PRIVMSG #Lab :hi");
    }

    @Test
    void onlyOperatorsSetAProtectedTopic() throws IOException {
        ann.ask("MODE #lab +t");
        bob.drain();

        assertThat(bob.ask("TOPIC #lab :mine"))
                .containsExactly(":chat.lab 482 bob #Lab :You're not channel operator");
        assertThat(ann.ask("TOPIC #lab :ours")).containsExactly(ANN + "TOPIC #Lab :ours");
    }

    @Test
    void onlyTheKeyOpensAChannelWithAKey() throws IOException {
        ann.ask("MODE #lab +k sesame");

        assertThat(eve.ask("JOIN #lab"))
                .containsExactly(":chat.lab 475 eve #lab :Cannot join channel (+k)");
        assertThat(eve.ask("JOIN #lab Sesame"))
                .containsExactly(":chat.lab 475 eve #lab :Cannot join channel (+k)");
        assertThat(eve.ask("JOIN #other,#lab x,sesame"))
                .contains(":eve!eve@127.0.0.1 JOIN #other", ":eve!eve@127.0.0.1 JOIN #Lab");
    }

    @Test
    void nobodyEntersAFullChannelUntilSomebodyLeaves() throws IOException {
        ann.ask("MODE #lab +l 2");

        assertThat(eve.ask("JOIN #lab"))
                .containsExactly(":chat.lab 471 eve #lab :Cannot join channel (+l)");
        bob.ask("PART #lab");
        assertThat(eve.ask("JOIN #lab")).first().isEqualTo(":eve!eve@127.0.0.1 JOIN #Lab");
    }

    @Test
    void aBannedUserCanNeitherEnterNorSpeakUntilTheBanIsLifted() throws IOException {
        ann.ask("MODE #lab +bb EVE!*@127.* bob");

        assertThat(eve.ask("JOIN #lab"))
                .containsExactly(":chat.lab 474 eve #lab :Cannot join channel (+b)");
        bob.drain();
        assertThat(bob.ask("PRIVMSG #lab :hi"))
                .containsExactly(":chat.lab 404 bob #Lab :Cannot send to channel");
        ann.drain();
        assertThat(ann.ask("MODE #lab -b eve!*@127.*"))
                .containsExactly(ANN + "MODE #Lab -b EVE!*@127.*");
        assertThat(eve.ask("JOIN #lab")).first().isEqualTo(":eve!eve@127.0.0.1 JOIN #Lab");
    }

    @Test
    void everybodySeesTheBansWithAuthorAndTime() throws IOException {
        ann.ask("MODE #lab +b evil!*@*");

        var told = eve.ask("MODE #lab b");

        assertThat(told.getFirst()).matches(":chat\\.lab 367 eve #Lab evil!\\*@\\* ann \\d{10}");
        assertThat(told.getLast()).isEqualTo(":chat.lab 368 eve #Lab :End of channel ban list");
    }

    @Test
    void aBanBeyondTheLimitIsRefused() throws IOException {
        for (int i = 0; i < Limits.BANS; i++) ann.send("MODE #lab +b n" + i);
        ann.drain();

        assertThat(ann.ask("MODE #lab +b last"))
                .containsExactly(":chat.lab 478 ann #Lab b :Channel ban list is full");
    }

    @Test
    void anInvitationOverridesAllModesOnce() throws IOException {
        ann.ask("MODE #lab +iklb key 1 eve");

        assertThat(ann.ask("INVITE EVE #LAB")).containsExactly(":chat.lab 341 ann eve #Lab");
        assertThat(eve.ask("JOIN #lab"))
                .startsWith(ANN + "INVITE eve #Lab", ":eve!eve@127.0.0.1 JOIN #Lab");
        assertThat(bob.drain()).noneMatch(line -> line.contains("INVITE"));
        eve.ask("PART #lab");
        assertThat(eve.ask("JOIN #lab key"))
                .containsExactly(":chat.lab 474 eve #lab :Cannot join channel (+b)");
    }

    @Test
    void aMemberWithoutOperatorRightsInvitesOnlyToAnOpenChannel() throws IOException {
        assertThat(bob.ask("INVITE eve #lab")).containsExactly(":chat.lab 341 bob eve #Lab");
        ann.ask("MODE #lab +i");
        bob.drain();

        assertThat(bob.ask("INVITE eve #lab"))
                .containsExactly(":chat.lab 482 bob #Lab :You're not channel operator");
        assertThat(eve.ask("JOIN #lab"))
                .contains(":chat.lab 473 eve #lab :Cannot join channel (+i)");
    }

    @Test
    void aKickIsAnnouncedToAllAndEndsTheMessages() throws IOException {
        assertThat(ann.ask("KICK #lab BOB :go home"))
                .containsExactly(ANN + "KICK #Lab bob :go home");
        assertThat(bob.drain()).containsExactly(ANN + "KICK #Lab bob :go home");
        ann.ask("PRIVMSG #lab :gone?");

        assertThat(bob.drain()).isEmpty();
        assertThat(bob.ask("PRIVMSG #lab :I am back"))
                .containsExactly(":chat.lab 404 bob #Lab :Cannot send to channel");
        assertThat(bob.ask("JOIN #lab")).first().isEqualTo(BOB + "JOIN #Lab");
    }

    @Test
    void severalUsersAreKickedOneByOneAndTheKickersNickIsTheReason() throws IOException {
        eve.ask("JOIN #lab");
        ann.drain();

        assertThat(ann.ask("KICK #lab bob,eve"))
                .containsExactly(ANN + "KICK #Lab bob :ann", ANN + "KICK #Lab eve :ann");
        eve.ask("JOIN #lab");
        bob.ask("JOIN #lab");
        ann.drain();
        assertThat(ann.ask("KICK #lab,#lab bob,eve :x"))
                .containsExactly(ANN + "KICK #Lab bob :x", ANN + "KICK #Lab eve :x");
    }

    @Test
    void anOperatorWhoKicksThemselvesSeesTheKickOnce() throws IOException {
        assertThat(ann.ask("KICK #lab ann")).containsExactly(ANN + "KICK #Lab ann :ann");
        assertThat(bob.drain()).containsExactly(ANN + "KICK #Lab ann :ann");
    }

    @Test
    void anOperatorWhoLeavesAndReturnsIsNoLongerOperator() throws IOException {
        ann.ask("PART #lab");

        assertThat(ann.ask("JOIN #lab")).contains(":chat.lab 353 ann = #Lab :bob ann");
    }

    @Test
    void onlyMembersSeeASecretChannel() throws IOException {
        ann.ask("MODE #lab +s");

        assertThat(eve.ask("LIST")).hasSize(2);
        assertThat(eve.ask("NAMES #lab"))
                .containsExactly(":chat.lab 366 eve #lab :End of /NAMES list");
        assertThat(eve.ask("WHO #lab")).containsExactly(":chat.lab 315 eve #lab :End of WHO list");
        assertThat(eve.ask("WHOIS ann")).noneMatch(line -> line.contains(" 319 "));
        assertThat(ann.ask("NAMES #lab")).first().isEqualTo(":chat.lab 353 ann @ #Lab :@ann bob");
        assertThat(ann.ask("LIST")).hasSize(3);
    }

    @Test
    void manyChangesNeedSeveralLinesWithinTheLimit() throws IOException {
        var mask = "a".repeat(60);
        var line = new StringBuilder("MODE #lab +bbbbbb");
        for (int i = 0; i < 6; i++) line.append(" ").append(mask).append(i).append("!*@*");

        var told = ann.ask(line.toString());

        assertThat(told).hasSizeGreaterThan(1).allMatch(mode -> mode.length() < 510);
        assertThat(ann.ask("MODE #lab b")).hasSize(7);
    }

    /// Eve finds bob's channel or creates a new one. Either way there is one channel with her in
    /// it, and none after she has left.
    @Test
    void aChannelThatOneUserLeavesWhileAnotherEntersIsNeitherLostNorLeftBehind() throws Exception {
        for (int round = 0; round < 200; round++) {
            assertThat(bob.ask("JOIN #race")).contains(":chat.lab 353 bob = #race :@bob");

            eve.send("JOIN #race");
            bob.send("PART #race");
            bob.drain();
            eve.drain();

            assertThat(eve.ask("LIST #race")).contains(":chat.lab 322 eve #race 1 :");
            assertThat(eve.ask("PART #race")).hasSize(1);
        }
    }

    /// Everybody sees either the KICK or the PART.
    @Test
    void aKickAndAPartAtTheSameTimeAreOneDeparture() throws Exception {
        for (int round = 0; round < 200; round++) {
            ann.send("KICK #lab bob");
            bob.send("PART #lab");
            var own = new ArrayList<>(bob.drain());
            var told = ann.drain();
            own.addAll(bob.drain());

            assertThat(own.stream().filter(line -> line.matches(".* (KICK|PART) .*"))).hasSize(1);
            assertThat(told.stream().filter(line -> line.matches(".* (KICK|PART) .*"))).hasSize(1);
            bob.ask("JOIN #lab");
            assertThat(ann.ask("NAMES #lab")).anyMatch(line -> line.endsWith(":@ann bob"));
            assertThat(ann.ask("LIST #lab")).anyMatch(line -> line.contains(" 322 ann #Lab 2 "));
        }
    }

    /// Ann kicks bob while he joins. Afterwards he is in for everybody or out for everybody.
    @Test
    void aKickDuringAJoinLeavesNobodyHalfIn() throws Exception {
        for (int round = 0; round < 200; round++) {
            bob.ask("PART #lab");
            bob.send("JOIN #lab");
            ann.send("KICK #lab bob");
            bob.drain();
            ann.drain();
            bob.drain();

            boolean isMember = bob.ask("TOPIC #lab").getFirst().contains(" 331 ");
            ann.ask("PRIVMSG #lab :here?");
            assertThat(bob.drain()).hasSize(isMember ? 1 : 0);
            assertThat(ann.ask("NAMES #lab"))
                    .anyMatch(line -> line.endsWith(isMember ? ":@ann bob" : " :@ann"));
        }
    }
}
