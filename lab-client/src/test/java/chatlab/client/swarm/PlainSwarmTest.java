package chatlab.client.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.client.PlainServer;
import chatlab.client.PlainServer.Mischief;
import chatlab.client.TestServer.Fate;
import chatlab.client.audit.Audit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

@Timeout(60)
class PlainSwarmTest {
    private static final int CLIENTS = 4;
    private static final int SENDERS = 2;
    private static final int MESSAGES = 100;

    /// The first client that only receives.
    private static final int RECEIVER = SENDERS;

    @Test
    void aServerThatKeepsItsPromiseIsFoundClean() throws Exception {
        var result = runAgainst((_, _) -> Fate.ARRIVES, 3);

        assertThat(result.audit().clean()).isTrue();
        assertThat(result.sent()).isEqualTo((long) SENDERS * MESSAGES);
        assertThat(result.audit().receivers().get(RECEIVER).expected()).isEqualTo(200);
        assertThat(result.audit().totalOrder()).as("one lock").isTrue();
        assertThat(result.latency().max()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "IS_LOST,        1, 0, 0, 0",
        "COMES_TWICE,    0, 1, 0, 0",
        "COMES_LATE,     0, 0, 1, 0",
        "IS_DAMAGED,     1, 0, 0, 1"
    })
    void aFaultIsCountedForItsReceiverAndNobodyElse(
            Fate fate, int lost, int duplicated, int reordered, int alien) throws Exception {
        Mischief once =
                (line, receiver) ->
                        receiver == RECEIVER && isMessage(line, 0, 4) ? fate : Fate.ARRIVES;

        var audit = runAgainst(once, 0).audit();

        var receiver = audit.receivers().get(RECEIVER);
        assertThat(receiver.lost()).isEqualTo(lost);
        assertThat(receiver.duplicated()).isEqualTo(duplicated);
        assertThat(receiver.reordered()).isEqualTo(reordered);
        assertThat(receiver.alien()).isEqualTo(alien);
        assertThat(audit.receivers()).filteredOn(each -> !each.clean()).containsOnly(receiver);
    }

    @Test
    void aClientThatIsInNoListLosesEverythingAndTheOthersGoOn() throws Exception {
        Mischief deaf = (_, receiver) -> receiver == RECEIVER ? Fate.IS_LOST : Fate.ARRIVES;

        var audit = runAgainst(deaf, 0).audit();

        assertThat(audit.lost()).isEqualTo(200);
        assertThat(audit.receivers()).filteredOn(Audit.Receiver::clean).hasSize(CLIENTS - 1);
    }

    @Test
    void lostMarksAreSaidAgain() throws Exception {
        Mischief losesMarks = // each sender's fifth, for everybody, the first time
                new Mischief() {
                    private int lost;

                    @Override
                    public Fate of(String line, int receiver) {
                        boolean isLost = line.matches("mark:\\w+:\\d:5") && lost++ < 4;
                        return isLost ? Fate.IS_LOST : Fate.ARRIVES;
                    }
                };

        assertThat(runAgainst(losesMarks, 0).audit().clean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"KILLS_RECEIVER, 2", "KILLS_SENDER, 0"})
    void aClientThatIsThrownOutIsNamedAndHoldsUpNobody(Fate fate, int victim) throws Exception {
        Mischief once =
                (line, receiver) ->
                        receiver == RECEIVER && isMessage(line, 0, 50) ? fate : Fate.ARRIVES;

        var receivers = runAgainst(once, 0).audit().receivers();

        assertThat(receivers.get(victim).disconnected()).isEqualTo("Closing link");
        assertThat(receivers).filteredOn(each -> each.disconnected() != null).hasSize(1);
    }

    @Test
    void withoutAServerTheMessageSaysWhatToDo() throws Exception {
        int port;
        try (var server = new PlainServer((_, _) -> Fate.ARRIVES)) {
            port = server.port();
        }

        assertThatThrownBy(() -> PlainSwarm.run(plan(port, 0), SwarmProgress.NONE))
                .isInstanceOf(SwarmException.class)
                .hasMessageContaining("No chat server answers at 127.0.0.1:" + port);
    }

    private static boolean isMessage(String line, int sender, int sequence) {
        return line.matches("lab:\\w{6}:%04x:%08x:.*".formatted(sender, sequence));
    }

    private static SwarmResult runAgainst(Mischief mischief, int churners) throws Exception {
        try (var server = new PlainServer(mischief)) {
            return PlainSwarm.run(plan(server.port(), churners), SwarmProgress.NONE);
        }
    }

    private static SwarmPlan plan(int port, int churners) {
        return new SwarmPlan(
                "127.0.0.1",
                port,
                "#lab",
                CLIENTS,
                SENDERS,
                MESSAGES,
                churners,
                64,
                1,
                0,
                Duration.ZERO,
                Duration.ofSeconds(60));
    }
}
