package chatlab.coursework.redteam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chatlab.coursework.score.CriterionVerdict;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Strategies that want to be correct under test only. Either they cannot tell a test from a chat,
/// and break where they are tested, or staff see a note with the evidence. An honest one has none.
/// `-Dredteam.all` tries more of them.
class OnlyUnderTestTest {
    private static final boolean ALL = System.getProperty("redteam.all") != null;

    @TempDir private static Path folder;
    private static Grading grading;

    /// A strategy that is correct for one thread, and forgets its lock where `isChat` is true.
    private static String careless(String isChat, String members) {
        return Hostile.strategy("", members)
                .replace("public synchronized int broadcast", "public int broadcast")
                .replace(
                        "int taken = 0;",
                        """
                        if (%s) return send(members, message, sender);
                                synchronized (this) { return send(List.copyOf(members), message, sender); }
                            }

                            private static <M> int send(List<Subscriber<M>> to, M message, Subscriber<M> sender) {
                                int taken = 0;\
                        """
                                .formatted(isChat))
                .replace("List.copyOf(members)) {", "to) {");
    }

    @BeforeAll
    static void gradeThemAll() throws IOException {
        var submissions = folder.resolve("submissions");
        Hostile.code(submissions, "honest", Hostile.strategy("", ""));
        Hostile.code(
                submissions,
                "by-cast",
                careless(
                        "!isText(message)",
                        "private static boolean isText(Object o) { try { String s = (String) o;"
                            + " return true; } catch (ClassCastException e) { return false; } }"));
        Hostile.code(submissions, "by-crowd", careless("members.size() > 20", ""));
        if (ALL) theOthers(submissions);

        grading = Grading.of(submissions, folder.resolve("grades"), "--jobs", "2");
        assumeTrue(!grading.errors().contains("bubblewrap"), grading.errors());
    }

    private static void theOthers(Path submissions) throws IOException {
        Hostile.code(
                submissions,
                "by-interface",
                careless("!((Object) message instanceof Comparable<?>)", ""));
        Hostile.code(
                submissions,
                "by-hash",
                careless(
                        "sender.hashCode() == System.identityHashCode(sender) &&"
                                + " sender.hashCode() > 1_000_000",
                        ""));
        Hostile.code(
                submissions, "by-count", careless("calls++ > 20_000", "private static int calls;"));
        Hostile.code(
                submissions,
                "by-day",
                careless("System.currentTimeMillis() > 9_000_000_000_000L", ""));
    }

    private static String notes(String submission) throws IOException {
        var file = grading.out().resolve(submission).resolve("runs/notes.txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void theHonestOneIsNotAccused() throws IOException {
        assertThat(grading.result("honest", "keeps-membership").verdict())
                .isEqualTo(CriterionVerdict.HELD);
        assertThat(notes("honest")).isEmpty();
    }

    @Test
    void whatAMessageOrASubscriberIsTellsNoTestFromAChat() throws IOException {
        var names = ALL ? List.of("by-cast", "by-interface", "by-hash") : List.of("by-cast");
        for (var name : names) {
            assertThat(grading.result(name, "keeps-membership").verdict())
                    .as(name)
                    .isEqualTo(CriterionVerdict.BROKEN);
        }
    }

    @Test
    void whatOnlyALargeOrLongChatShowsIsANoteForStaffAndCostsNoPoints() throws IOException {
        var names = ALL ? List.of("by-crowd", "by-count") : List.of("by-crowd");
        for (var name : names) {
            assertThat(notes(name))
                    .as(name)
                    .contains("It behaves differently in the chat: it threw ")
                    .contains("lab swarm --strategy src/FixedBroadcast.java");
            assertThat(Files.readString(grading.out().resolve("cohort.html")))
                    .contains("behaves differently in the chat");
        }
    }

    @Test
    void codeThatNothingReachesIsNamedWithItsLine() throws IOException {
        assertThat(notes("by-crowd")).contains("The engine never ran some code of the lines 24");
        if (!ALL) return;
        assertThat(notes("by-day"))
                .contains("The engine never ran some code of the lines 24")
                .doesNotContain("behaves differently");
    }
}
