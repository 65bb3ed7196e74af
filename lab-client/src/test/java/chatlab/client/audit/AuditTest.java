package chatlab.client.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;

class AuditTest {

    private static final MessageNumbers NUMBERS = new MessageNumbers(2, 10);

    /// Two senders, `ann` (0) and `bob` (1), of up to ten messages, and whoever a test adds.
    private final ReceiveLog ann = new ReceiveLog("ann", 0, NUMBERS);

    private final ReceiveLog bob = new ReceiveLog("bob", 1, NUMBERS);
    private final List<ReceiveLog> histories = new ArrayList<>(List.of(ann, bob));

    AuditTest() {
        ann.joined(new int[] {0, 0});
        bob.joined(new int[] {0, 0});
    }

    @Test
    void aRunWhereEverybodyGotEverythingIsClean() {
        receive(ann, "b0 b1");
        receive(bob, "a0 a1 a2");
        receive(stayer("cal"), "a0 b0 a1 a2 b1");

        var audit = Audit.of(histories, new int[] {3, 2});

        assertThat(audit.clean()).isTrue();
        assertThat(audit.totalOrder()).isTrue();
        assertThat(audit.expected()).isEqualTo(2 + 3 + 5);
        assertThat(audit.delivered()).isEqualTo(2 + 3 + 5);
    }

    @Test
    void aSenderDoesNotExpectItsOwnMessages() {
        receive(bob, "a0 a1");

        var audit = Audit.of(histories, new int[] {2, 0});

        assertThat(audit.receivers().getFirst().expected()).isZero();
        assertThat(audit.clean()).isTrue();
    }

    @Test
    void aMessageThatAMemberNeverGotIsLost() {
        receive(ann, "b1");
        receive(bob, "");

        var audit = Audit.of(histories, new int[] {3, 2});

        assertThat(audit.receivers()).extracting(Audit.Receiver::lost).containsExactly(1, 3);
        assertThat(audit.lost()).isEqualTo(4);
        assertThat(audit.duplicated() + audit.reordered() + audit.alien()).isZero();
        assertThat(audit.clean()).isFalse();
    }

    @Test
    void everyFurtherArrivalIsADuplicateAndNothingElse() {
        receive(bob, "a0 a1 a0 a2 a2 a2");

        var audit = Audit.of(histories, new int[] {3, 0});

        assertThat(audit.duplicated()).isEqualTo(3);
        assertThat(audit.delivered()).isEqualTo(3);
        assertThat(audit.lost() + audit.reordered() + audit.alien()).isZero();
        assertThat(audit.clean()).isFalse();
    }

    @Test
    void aMessageBehindALaterOneOfTheSameSenderIsReordered() {
        receive(bob, "a1 a3 a0 a2");

        var audit = Audit.of(histories, new int[] {4, 0});

        assertThat(audit.reordered()).isEqualTo(2);
        assertThat(audit.lost() + audit.duplicated() + audit.alien()).isZero();
        assertThat(audit.clean()).isFalse();
    }

    @Test
    void messagesOfDifferentSendersMayComeInAnyOrder() {
        receive(ann, "b0 b1");
        receive(bob, "a0 a1");
        receive(stayer("cal"), "b0 b1 a0 a1");

        var audit = Audit.of(histories, new int[] {2, 2});

        assertThat(audit.clean()).isTrue();
    }

    @Test
    void unsentMessagesAndOnesOwnAreAlien() {
        receive(bob, "a0 b0 a7");
        bob.damaged();
        bob.received(5, 0);

        var audit = Audit.of(histories, new int[] {1, 0});

        assertThat(audit.alien()).isEqualTo(4);
        assertThat(audit.delivered()).isEqualTo(1);
        assertThat(audit.clean()).isFalse();
    }

    @Test
    void aChurnerExpectsOnlyWhatWasSentAfterItsJoinAndConfirmedBeforeItsLeave() {
        var cat = newcomer("cat");
        cat.joined(new int[] {2, 0});
        cat.leaving(new int[] {5, 1});
        receive(cat, "a3");

        var audit = Audit.of(histories, new int[] {9, 3});

        assertThat(audit.receivers().getLast().expected()).isEqualTo(3 + 1);
        assertThat(audit.receivers().getLast().lost()).isEqualTo(2 + 1);
    }

    @Test
    void messagesAtTheEdgesOfAStayMayArriveOrNot() {
        var cat = newcomer("cat");
        cat.joined(new int[] {2, 0});
        cat.leaving(new int[] {4, 0});
        receive(cat, "a1 a2 a3 a4 a5");

        var churner = Audit.of(histories, new int[] {9, 3}).receivers().getLast();

        assertThat(churner.expected()).isEqualTo(2);
        assertThat(churner.delivered()).isEqualTo(5);
        assertThat(churner.lost() + churner.duplicated() + churner.reordered() + churner.alien())
                .isZero();
    }

    @Test
    void aStayWhoseEveryMessageIsUncertainExpectsNothing() {
        var cat = newcomer("cat");
        cat.joined(new int[] {5, 5});
        cat.leaving(new int[] {3, 5});

        var audit = Audit.of(histories, new int[] {9, 9});

        assertThat(audit.receivers().getLast().expected()).isZero();
        assertThat(audit.receivers().getLast().lost()).isZero();
    }

    @Test
    void aChurnerThatCameBackExpectsTheRest() {
        var cat = newcomer("cat");
        cat.joined(new int[] {0, 0});
        cat.leaving(new int[] {1, 0});
        cat.joined(new int[] {4, 0});
        receive(cat, "a0 a4");

        var churner = Audit.of(histories, new int[] {6, 0}).receivers().getLast();

        assertThat(churner.expected()).isEqualTo(1 + 2);
        assertThat(churner.lost()).isEqualTo(1);
    }

    @Test
    void duplicatesAndDisorderOfAChurnerCountEvenWhereNothingIsExpected() {
        var cat = newcomer("cat");
        receive(cat, "a1 a0 a1");

        var churner = Audit.of(histories, new int[] {2, 0}).receivers().getLast();

        assertThat(churner.duplicated()).isEqualTo(1);
        assertThat(churner.reordered()).isEqualTo(1);
    }

    @Test
    void aDisconnectedReceiverHasLostTheRest() {
        receive(bob, "a0");
        bob.disconnected("ERROR Closing Link: SendQ exceeded");

        var receiver = Audit.of(histories, new int[] {3, 0}).receivers().get(1);

        assertThat(receiver.lost()).isEqualTo(2);
        assertThat(receiver.disconnected()).isEqualTo("ERROR Closing Link: SendQ exceeded");
    }

    @Test
    void aDisconnectionIsNotCleanEvenIfNothingIsMissing() {
        bob.disconnected("ERROR Closing Link: SendQ exceeded");

        assertThat(Audit.of(histories, new int[] {0, 0}).clean()).isFalse();
    }

    @Test
    void aDisagreementNamesTheMessagesAndTheReceivers() {
        receive(stayer("cal"), "a0 a1 b0");
        receive(stayer("dot"), "a0 b0 a1");

        var audit = Audit.of(histories, new int[] {2, 1});

        assertThat(audit.totalOrder()).isFalse();
        assertThat(audit.disagreement())
                .hasToString("cal got ann#1 before bob#0, dot got bob#0 before ann#1");
    }

    @Test
    void aDuplicateCountsForTheOrderWhereItCameFirst() {
        receive(stayer("cal"), "a0 b0 a0");
        receive(stayer("dot"), "a0 b0");

        assertThat(Audit.of(histories, new int[] {1, 1}).totalOrder()).isTrue();
    }

    @Test
    void anAnswerBeforeItsQuestionIsEarlyAndStillClean() {
        ann.sends();
        receive(bob, "a0");
        bob.sends();
        receive(ann, "b0");
        receive(stayer("cal"), "b0 a0");
        receive(stayer("dot"), "b0 a0");

        var audit = Audit.of(histories, new int[] {1, 1});

        assertThat(audit.receivers()).extracting(Audit.Receiver::early).containsExactly(0, 0, 1, 1);
        assertThat(audit.early()).isEqualTo(2);
        assertThat(audit.earlyAnswer())
                .hasToString("cal got bob#0 before ann#0, which bob had got when it sent it");
        assertThat(audit.clean()).isTrue();
        assertThat(audit.totalOrder()).isTrue();
    }

    @Test
    void whatWasSentBeforeTheOtherMessageArrivedIsNoAnswer() {
        ann.sends();
        bob.sends();
        receive(bob, "a0");
        receive(ann, "b0");
        receive(stayer("cal"), "b0 a0");

        var audit = Audit.of(histories, new int[] {1, 1});

        assertThat(audit.early()).isZero();
        assertThat(audit.earlyAnswer()).isNull();
    }

    @Test
    void anAnswerWhoseQuestionNeverArrivesIsNotEarly() {
        ann.sends();
        receive(bob, "a0");
        bob.sends();
        receive(stayer("cal"), "b0");

        assertThat(Audit.of(histories, new int[] {1, 1}).early()).isZero();
    }

    @Test
    void aQuestionStaysAQuestionForAllLaterMessages() {
        ann.sends();
        receive(bob, "a0");
        bob.sends();
        bob.sends();
        receive(stayer("cal"), "b1 b0 a0");

        assertThat(Audit.of(histories, new int[] {1, 2}).early()).isEqualTo(2);
    }

    private ReceiveLog stayer(String nick) {
        var history = newcomer(nick);
        history.joined(new int[] {0, 0});
        return history;
    }

    private ReceiveLog newcomer(String nick) {
        var history = new ReceiveLog(nick, ReceiveLog.NO_SENDER, NUMBERS);
        histories.add(history);
        return history;
    }

    private static void receive(ReceiveLog history, String messages) {
        new Scanner(messages)
                .tokens()
                .forEach(message ->
                        history.received(
                                message.charAt(0) - 'a', Integer.parseInt(message.substring(1))));
    }
}
