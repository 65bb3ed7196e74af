package chatlab.coursework.race;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.lab.LabTools.Outcome;
import chatlab.coursework.race.Racing.Entrant;
import chatlab.coursework.rubric.Tool;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What of a run in the chat is a difference, and what is none.
class ChatCheckTest {
    private static final String SHA =
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final List<List<String>> ran = new ArrayList<>();

    private static Entrant entrant(String sha) {
        return new Entrant(Path.of("."), "src/Mine.java", Tool.RACE, sha, List.of("DELIVERY"));
    }

    /// A chat with these counts.
    private List<String> differences(
            int lost, int reordered, boolean totalOrder, int errors, String... declared)
            throws Exception {
        return differences(lost, reordered, 0, totalOrder, errors, declared);
    }

    private List<String> differences(
            int lost, int reordered, int early, boolean totalOrder, int errors, String... declared)
            throws Exception {
        var json =
                """
                {"schema": "chatlab/swarm/1", "server": "chatlab", "plan": {"clients": 40},
                 "sent": 24000, "expected": 900000, "delivered": 900000, "lost": %d,
                 "duplicated": 0, "reordered": %d, "early": %d, "alien": 0, "totalOrder": %b,
                 "strategyErrors": %d, "receivers": []}
                """
                        .formatted(lost, reordered, early, totalOrder, errors);
        return check(new Outcome(lost > 0 ? 1 : 0, json, ""), SHA, declared).differences();
    }

    private ChatCheck check(Outcome outcome, String sha, String... declared) throws Exception {
        LabTools lab =
                (arguments, _, _) -> {
                    ran.add(arguments);
                    return outcome;
                };
        var seen = new RaceResult(List.of(), Set.of(declared), List.of(), null, false);
        return ChatCheck.of(lab, entrant(sha), seen);
    }

    @Test
    void aCleanChatIsNoDifference() throws Exception {
        assertThat(differences(0, 0, true, 0, "DELIVERY", "SENDER_ORDER", "TOTAL_ORDER")).isEmpty();
    }

    @Test
    void lostMessagesAreADifferenceWithTheCommandThatShowsThem() throws Exception {
        assertThat(differences(12, 0, true, 0, "DELIVERY"))
                .singleElement()
                .asString()
                .contains("12 of 900,000 expected messages were lost")
                .contains("No points are lost for it")
                .contains("lab swarm --strategy src/Mine.java --clients ");
    }

    @Test
    void onlyWhatIsPromisedIsADifference() throws Exception {
        assertThat(differences(0, 5, false, 0, "DELIVERY")).isEmpty();
        assertThat(differences(0, 5, false, 0, "SENDER_ORDER", "TOTAL_ORDER")).hasSize(2);
        assertThat(differences(0, 0, 9, true, 0, "TOTAL_ORDER")).isEmpty();
        assertThat(differences(0, 0, 9, true, 0, "CAUSAL_ORDER"))
                .singleElement()
                .asString()
                .contains("9 answers arrived before a message that their sender had got");
        assertThat(differences(0, 0, true, 7)).singleElement().asString().contains("7 exceptions");
    }

    @Test
    void aChatThatCameToNoEndAccusesNobody() throws Exception {
        var late = new Outcome(3, "", "Not conclusive: after 180.0 s the swarm was still sending.");

        assertThat(check(late, SHA, "DELIVERY").differences())
                .singleElement()
                .asString()
                .contains("gave no result, so nothing is compared")
                .contains("after 180.0 s");
    }

    @Test
    void theSizesDependOnTheSourceAndOnNothingElse() throws Exception {
        var clean = new Outcome(0, "", "");
        check(clean, SHA);
        check(clean, SHA);
        check(clean, SHA.replace('9', '1').replace('f', '8'));

        assertThat(ran.get(0)).isEqualTo(ran.get(1)).isNotEqualTo(ran.get(2));
    }
}
