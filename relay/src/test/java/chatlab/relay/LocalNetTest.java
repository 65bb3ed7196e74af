package chatlab.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

class LocalNetTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void allGetTheSameAtOnceTheSenderIncluded() throws Refused {
        var net = LocalNet.available();
        var a = net.open("a", log("a"));
        net.open("b", log("b"));
        seen.clear();

        send(a, "hi");

        assertThat(seen).containsExactly("a: a hi", "b: a hi");
    }

    @Test
    void whatIsHeldArrivesLater() throws Refused {
        var net = LocalNet.available();
        var a = net.open("a", log("a"));
        var b = net.open("b", log("b"));
        net.hold("a", "b");
        seen.clear();

        send(a, "question");
        send(b, "answer");
        net.release("a", "b");

        assertThat(seen)
                .containsExactly("a: a question", "a: b answer", "b: b answer", "b: a question");
    }

    @Test
    void aSplitShowsInTheViewsAndSoDoesItsEnd() throws Refused {
        var net = LocalNet.available();
        var a = net.open("a", log("a"));
        net.open("b", log("b"));
        seen.clear();

        net.split(List.of(List.of("a"), List.of("b")));
        send(a, "alone");
        net.heal();

        assertThat(seen)
                .containsExactly(
                        "a: [a] -[b]",
                        "b: [b] -[a]",
                        "a: a alone",
                        "a: [a, b] +[b] merged",
                        "b: [a, b] +[a] merged");
    }

    @Test
    void aConsistentNetRefusesInAMinorityAndLetsItCatchUp() throws Refused {
        var net = LocalNet.consistent();
        var a = net.open("a", log("a"));
        net.open("b", log("b"));
        var c = net.open("c", log("c"));
        net.split(List.of(List.of("a", "b"), List.of("c")));
        seen.clear();

        var refused = catchThrowableOfType(Refused.class, () -> send(c, "minority"));
        send(a, "majority");
        net.heal();

        assertThat(refused.reason()).isEqualTo(Refused.Reason.NO_MAJORITY);
        assertThat(seen)
                .containsSubsequence("a: a majority", "b: a majority", "c: a majority")
                .noneMatch(line -> line.contains("minority"));
    }

    @Test
    void aKilledServerGetsNothingMore() throws Refused {
        var net = LocalNet.available();
        var a = net.open("a", log("a"));
        var b = net.open("b", log("b"));
        seen.clear();

        net.kill("b");
        send(a, "gone?");

        assertThat(seen).containsExactly("a: [a] -[b]", "a: a gone?");
        assertThat(catchThrowableOfType(Refused.class, () -> send(b, "hm")).reason())
                .isEqualTo(Refused.Reason.CLOSED);
    }

    @Test
    void anAnswerThatIsSentByTheListenerComesAfterItsQuestionEverywhere() throws Refused {
        var net = LocalNet.available();
        var a = net.open("a", log("a"));
        var relays = new ArrayList<Relay>();
        relays.add(
                net.open(
                        "b",
                        new Log("b") {
                            @Override
                            public void received(Server from, byte[] event) {
                                super.received(from, event);
                                if (from.name().equals("a")) trySend(relays.getFirst(), "answer");
                            }
                        }));
        net.open("c", log("c"));
        seen.clear();

        send(a, "question");

        assertThat(seen)
                .containsExactly(
                        "a: a question",
                        "b: a question",
                        "c: a question",
                        "a: b answer",
                        "b: b answer",
                        "c: b answer");
    }

    private static void send(Relay relay, String event) throws Refused {
        relay.send(event.getBytes(StandardCharsets.UTF_8));
    }

    private static void trySend(Relay relay, String event) {
        try {
            send(relay, event);
        } catch (Refused e) {
            throw new AssertionError(e);
        }
    }

    private Log log(String name) {
        return new Log(name);
    }

    private class Log implements Relay.Listener {
        private final String name;

        Log(String name) {
            this.name = name;
        }

        @Override
        public void received(Server from, byte[] event) {
            seen.add(name + ": " + from + " " + new String(event, StandardCharsets.UTF_8));
        }

        @Override
        public void view(View view) {
            seen.add(
                    name
                            + ": "
                            + view.servers()
                            + (view.joined().isEmpty() ? "" : " +" + view.joined())
                            + (view.left().isEmpty() ? "" : " -" + view.left())
                            + (view.merged() ? " merged" : ""));
        }
    }
}
