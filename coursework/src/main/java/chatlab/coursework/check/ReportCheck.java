package chatlab.coursework.check;

import chatlab.coursework.files.Nearest;
import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.CheckedReport.CheckedClaim;
import chatlab.coursework.report.CheckedReport.Finding;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.report.CheckedReport.Student;
import chatlab.coursework.report.ClaimBlock;
import chatlab.coursework.report.ClaimKind;
import chatlab.coursework.report.FrontMatter;
import chatlab.coursework.report.Report;
import chatlab.coursework.report.ReportReader;
import chatlab.coursework.report.Seal;
import chatlab.coursework.report.Texts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a submission's report and judges each claim by its evidence.
///
/// How: [ReportReader] takes the report apart; the class for a claim's kind judges the claim
/// ([RaceClaims], [WitnessClaims], [TimingClaims], [NetClaims]) from files that [EvidenceFolder]
/// lets in; then the prose is compared with the verdicts ([ResultsCheck]).
public final class ReportCheck {
    private static final int MOST_FINDINGS = 200;

    private final Path submission;
    private final List<Finding> findings = new ArrayList<>();
    private final EvidenceFolder evidence;
    private final RaceClaims races;
    private final TimingClaims timings;
    private final WitnessClaims witnesses;
    private final NetClaims nets;

    private ReportCheck(Path submission, LabTools tools) {
        this.submission = submission;
        this.evidence = new EvidenceFolder(submission);
        this.races = new RaceClaims(evidence);
        this.timings = new TimingClaims(evidence);
        this.witnesses = new WitnessClaims(submission, evidence, tools);
        this.nets = new NetClaims(evidence);
    }

    /// Checks `report.md` in the folder, and the evidence beside it.
    ///
    /// A submission may be as wrong or as hostile as it likes: that gives findings and verdicts. An
    /// exception means that the machine failed, not the student.
    ///
    /// @param tools replays the witnesses
    /// @throws IOException if a file that is there cannot be read, or a tool cannot be started
    public static CheckedReport check(Path submission, LabTools tools)
            throws IOException, InterruptedException {
        return new ReportCheck(submission, tools).check();
    }

    private CheckedReport check() throws IOException, InterruptedException {
        Optional<Report> read = new ReportReader(findings::add).read(submission);
        if (read.isEmpty()) {
            return new CheckedReport(submission, "", List.of(), Map.of(), findings, List.of());
        }
        Report report = read.get();
        var head = new FrontMatter(report, findings::add);
        head.check();
        List<Student> students = head.students();
        List<CheckedClaim> claims = claims(report);
        Seal.check(report, evidence.begun(), findings::add);
        Map<String, String> sections = new LinkedHashMap<>();
        report.sections().forEach(s -> sections.putIfAbsent(s.name(), s.text()));
        return new CheckedReport(
                submission, head.lab(), students, sections, inOrder(findings), claims);
    }

    private static List<Finding> inOrder(List<Finding> findings) {
        List<Finding> sorted =
                findings.stream()
                        .distinct()
                        .sorted(Comparator.comparingInt(Finding::line))
                        .toList();
        if (sorted.size() <= MOST_FINDINGS) return sorted;
        List<Finding> first = new ArrayList<>(sorted.subList(0, MOST_FINDINGS));
        int more = sorted.size() - MOST_FINDINGS;
        first.add(new Finding(0, Kind.KEY, "And " + more + " more findings."));
        return first;
    }

    // --- The claims ---

    private List<CheckedClaim> claims(Report report) throws IOException, InterruptedException {
        if (report.claims().isEmpty()) {
            int line = report.section(Report.RESULTS).map(Report.Section::line).orElse(0);
            find(
                    line,
                    Kind.SECTION,
                    "The report makes no claim; state each result in a block '```claim'.");
        }
        Map<ClaimBlock, Ruling> rulings = rulings(report.claims());
        Map<String, ClaimBlock> byId = new LinkedHashMap<>();
        Map<String, Ruling> rulingsById = new LinkedHashMap<>();
        rulings.forEach((claim, ruling) -> {
            byId.putIfAbsent(claim.id(), claim);
            rulingsById.putIfAbsent(claim.id(), ruling);
            if (ruling.isOverclaim()) {
                String key =
                        claim.has("conclusion")
                                ? "conclusion"
                                : claim.has("bound") ? "bound" : "because";
                find(claim.line(key), Kind.OVERCLAIM, claim.id() + ": " + ruling.rationale());
            }
        });
        Map<String, String> tooMuch =
                report.section(Report.RESULTS)
                        .map(results ->
                                new ResultsCheck(byId, rulingsById, findings::add)
                                        .check(report, results))
                        .orElse(Map.of());
        List<CheckedClaim> checked = new ArrayList<>();
        rulings.forEach((claim, ruling) -> {
            String sentence = tooMuch.get(claim.id());
            checked.add(checked(claim, sentence == null ? ruling : ruling.overclaimed(sentence)));
        });
        return checked;
    }

    private static CheckedClaim checked(ClaimBlock claim, Ruling ruling) {
        return new CheckedClaim(
                claim.id(),
                claim.kind(),
                claim.line(),
                claim.values(),
                ruling.verdict(),
                ruling.isEarned(),
                ruling.isOverclaim(),
                ruling.rationale(),
                ruling.help(),
                ruling.expected(),
                ruling.actual());
    }

    /// In the order of the report.
    private Map<ClaimBlock, Ruling> rulings(List<ClaimBlock> claims)
            throws IOException, InterruptedException {
        Map<ClaimBlock, Ruling> found = new LinkedHashMap<>();
        Map<ClaimBlock, RefusedException> refused = new LinkedHashMap<>();
        List<ClaimBlock> ofSpeed = new ArrayList<>();
        for (ClaimBlock claim : claims) {
            try {
                ClaimKind kind = kind(claim);
                if (kind.isTiming()) {
                    ofSpeed.add(claim);
                } else {
                    found.put(claim, ruling(kind, claim));
                }
            } catch (RefusedException e) {
                refused.put(claim, e);
            }
        }
        found.putAll(timings.judge(ofSpeed, refused));
        refused.forEach((claim, e) -> {
            found.put(claim, e.ruling(expected(claim)));
            Kind kind = e.finding();
            if (kind != null)
                find(claim.line(e.key()), kind, claim.id() + ": " + e.why() + " " + e.help());
        });
        Map<ClaimBlock, Ruling> inOrder = new LinkedHashMap<>();
        for (ClaimBlock claim : claims) inOrder.put(claim, found.get(claim));
        return inOrder;
    }

    private Ruling ruling(ClaimKind kind, ClaimBlock claim)
            throws IOException, InterruptedException, RefusedException {
        return switch (kind) {
            case RACE_OBSERVED -> races.observed(claim);
            case RACE_NOT_OBSERVED -> races.notObserved(claim);
            case DEADLOCK ->
                    witnesses.isWitness(claim) ? witnesses.deadlock(claim) : races.deadlock(claim);
            case WITNESS -> witnesses.witness(claim);
            case GUARANTEE_TABLE -> races.table(claim);
            case NET_OBSERVED -> nets.observed(claim);
            case NET_NOT_OBSERVED -> nets.notObserved(claim);
            case FASTER, EQUIVALENT, ORDERING -> throw new AssertionError("judged together");
        };
    }

    /// The claim's kind, if it has all the keys that a claim of that kind needs.
    private ClaimKind kind(ClaimBlock claim) throws RefusedException {
        if (claim.fields().isEmpty()) {
            throw RefusedException.notRun(
                    "The claim's block cannot be read.",
                    "Write it as lines of the form 'key: value'; docs/reports.md has an example of"
                            + " each kind.");
        }
        var kind =
                ClaimKind.named(claim.kind())
                        .orElseThrow(() ->
                                RefusedException.key(
                                        "kind",
                                        claim.has("kind")
                                                ? "There is no kind of claim '"
                                                        + Texts.cut(claim.kind())
                                                        + "'"
                                                        + Nearest.hint(
                                                                claim.kind(), ClaimKind.titles())
                                                : "The claim has no 'kind'.",
                                        "docs/reports.md has an example of each kind."));
        for (String key : claim.fields().keySet()) {
            if (kind.keys().contains(key)) continue;
            find(
                    claim.line(key),
                    Kind.KEY,
                    "%s: a claim of the kind %s has no key '%s'%s"
                            .formatted(
                                    claim.id(),
                                    kind.title(),
                                    Texts.cut(key),
                                    Nearest.hint(key, kind.keys())));
        }
        for (String key : kind.required()) {
            if (!claim.has(key) && !key.equals("id")) {
                throw RefusedException.key(
                        key,
                        "A claim of the kind " + kind.title() + " needs the key '" + key + "'.",
                        "Add it; docs/reports.md has an example.");
            }
        }
        return kind;
    }

    private static String expected(ClaimBlock claim) {
        return "evidence for a claim of the kind "
                + (claim.kind().isEmpty() ? "that it names" : Texts.cut(claim.kind()));
    }

    private void find(int line, Kind kind, String what) {
        findings.add(new Finding(line, kind, what));
    }
}
