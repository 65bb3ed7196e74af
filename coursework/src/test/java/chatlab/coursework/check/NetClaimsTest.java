package chatlab.coursework.check;

import static chatlab.evidence.ClaimVerdict.CONTRADICTED;
import static chatlab.evidence.ClaimVerdict.INADMISSIBLE;
import static chatlab.evidence.ClaimVerdict.NOT_RUN;
import static chatlab.evidence.ClaimVerdict.SUPPORTED;

import static org.assertj.core.api.Assertions.assertThat;

import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

/// Claims about several servers.
class NetClaimsTest {
    /// What `lab swarm --servers` wrote, shortened.
    private static final String RUN =
            """
            {"schema": "chatlab/net-swarm/1", "relay": "raft", "lossPercent": 0.0,
             "faults": ["split c.lab at 1.0 s for 6.0 s"],
             "audit": {"sent": 4500, "delivered": 30112, "lost": 0, "duplicated": 0, "reordered": 0,
               "early": 0, "refused": 736, "disagreed": 0, "totalOrder": true, "pairs": {}},
             "broken": [], "witnessed": []}
            """;

    private static final String OBSERVED =
            """
            id: C1
            kind: net-observed
            relay: raft
            seen: refused
            evidence: evidence/split/swarm.json
            """;

    private static final String NOT_OBSERVED =
            OBSERVED.replace("net-observed", "net-not-observed").replace("refused", "two-orders");

    @TempDir private Path temporary;

    private StudentFolder folder;

    @BeforeEach
    void aSubmissionWithARun() throws IOException {
        folder = new StudentFolder(temporary.resolve("s1")).run("split", "swarm.json", RUN);
    }

    private static void isRuled(CheckedClaim claim, ClaimVerdict verdict, String... words) {
        for (String word : words) {
            assertThat(claim.rationale() + " | " + claim.help()).contains(word);
        }
        assertThat(claim.verdict()).as(claim.rationale()).isEqualTo(verdict);
        assertThat(claim.earned()).isEqualTo(verdict == SUPPORTED);
    }

    @Test
    void whatARunSawIsSupportedAsOftenAsItSawIt() throws Exception {
        isRuled(
                folder.only(OBSERVED + "at_least: 700\nfault: split\n"),
                SUPPORTED,
                "736 messages refused, in 4,500 messages and 30,112 deliveries");
    }

    @Test
    void moreThanARunSawIsContradicted() throws Exception {
        isRuled(folder.only(OBSERVED + "at_least: 800\n"), CONTRADICTED, "saw less: 736");
    }

    @Test
    void whatARunDidNotSeeIsNotObserved() throws Exception {
        isRuled(folder.only(NOT_OBSERVED), SUPPORTED, "one order of all receivers");
    }

    @Test
    void aRelayThatKeptItsPromisesBrokeNone() throws Exception {
        isRuled(
                folder.only(NOT_OBSERVED.replace("two-orders", "broken-promise")),
                SUPPORTED,
                "no promise broken");
    }

    @Test
    void whatARunSawCannotBeNotObserved() throws Exception {
        isRuled(
                folder.only(NOT_OBSERVED.replace("two-orders", "refused")),
                CONTRADICTED,
                "Claim net-observed");
    }

    @Test
    void toSayThatItIsSafeIsAnOverclaim() throws Exception {
        var claim = folder.only(NOT_OBSERVED + "conclusion: raft is safe\n");

        isRuled(claim, CONTRADICTED, "more than one run can show");
        assertThat(claim.overclaim()).isTrue();
    }

    @Test
    void anotherRelaysRunIsNoEvidence() throws Exception {
        isRuled(
                folder.only(OBSERVED.replace("relay: raft", "relay: total")),
                NOT_RUN,
                "is about the relay raft, not about total");
    }

    @Test
    void aFaultThatTheRunDidNotHaveIsNamed() throws Exception {
        isRuled(folder.only(OBSERVED + "fault: kill\n"), NOT_RUN, "there was no kill");
        isRuled(
                new StudentFolder(temporary.resolve("s2"))
                        .run("split", "swarm.json", RUN)
                        .only(OBSERVED + "fault: splitt\n"),
                NOT_RUN,
                "did you mean 'split'?");
    }

    @Test
    void aWordThatIsNoCountIsNamed() throws Exception {
        isRuled(folder.only(OBSERVED.replace("refused", "losst")), NOT_RUN, "'lost'");
    }

    @Test
    void theRunOfAnOwnRelayMustBeOfTheSameSource() throws Exception {
        var own = RUN.replace("\"raft\"", "\"%s\", \"sha256\": \"%s\"");
        var sha256 = Sha256.of(folder.path().resolve(StudentFolder.OWN));
        folder.run("own", "swarm.json", own.formatted(StudentFolder.OWN, sha256))
                .run("inside", "swarm.json", own.formatted("FixedBroadcast.java", sha256))
                .run("old", "swarm.json", own.formatted(StudentFolder.OWN, "0".repeat(64)));
        var claim = NOT_OBSERVED.replace("relay: raft", "relay: " + StudentFolder.OWN);

        folder.claim(claim.replace("split/", "own/"))
                .claim(claim.replace("split/", "old/").replace("C1", "C2"))
                .claim(NOT_OBSERVED.replace("split/", "own/").replace("C1", "C3"))
                .claim(claim.replace("split/", "inside/").replace("C1", "C4"));
        var claims = folder.check().claims();

        isRuled(claims.get(0), SUPPORTED);
        isRuled(claims.get(1), INADMISSIBLE, "another version of " + StudentFolder.OWN);
        isRuled(claims.get(2), NOT_RUN, "not about raft");
        isRuled(claims.get(3), SUPPORTED);
    }

    @Test
    void aRunOfAnotherKindIsInadmissible() throws Exception {
        isRuled(
                folder.only(OBSERVED.replace("split/swarm.json", "unsafe/race.json")),
                INADMISSIBLE,
                "is not the swarm.json of several servers");
    }

    @Test
    void aSentenceMayUseTheNumbersOfTheRun() throws Exception {
        folder.claim(OBSERVED)
                .prose("raft refused 736 of 4,500 messages, 16 % [C1], and lost 5 [C1].");

        assertThat(folder.check().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("rounds to 5"));
    }
}
