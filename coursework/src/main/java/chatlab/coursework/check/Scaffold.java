package chatlab.coursework.check;

import chatlab.coursework.report.Report;
import chatlab.coursework.report.Subject;
import chatlab.coursework.report.Texts;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Manifest;
import chatlab.evidence.NetSwarmFile;
import chatlab.evidence.race.RaceFile;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;
import chatlab.evidence.race.UnreadableRaceException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Claims to begin with: for each file of the evidence one that it bears, for the author to keep,
/// change or throw away.
public final class Scaffold {
    /// Where a template wants the claims.
    static final String PLACE = "<!-- claims -->";

    private static final int DEEPEST = 4;
    private static final int MOST_FILES = 50;

    private final Path submission;
    private final EvidenceFolder evidence;

    public Scaffold(Path submission) {
        this.submission = submission;
        this.evidence = new EvidenceFolder(submission);
    }

    /// One block of YAML for each file that no claim of the report rests on yet.
    public List<String> claims(Report report) throws IOException {
        List<String> used = report.claims().stream().map(c -> c.text("evidence")).toList();
        int number = report.claims().size();
        List<String> blocks = new ArrayList<>();
        for (String file : files()) {
            if (used.contains(file)) continue;
            Optional<String> body = body(file);
            if (body.isEmpty()) continue;
            blocks.add(
                    "```claim\nid: C%d\n%s\nevidence: %s\n```"
                            .formatted(++number, body.get(), file));
        }
        return blocks;
    }

    /// The report's text with the blocks in it: where the template wants them, else at the end of
    /// the Results.
    public static String insert(Report report, List<String> blocks) {
        if (blocks.isEmpty()) return report.text();
        String all = String.join("\n\n", blocks);
        List<String> lines = new ArrayList<>(Report.lines(report.text()));
        int place = lines.indexOf(PLACE);
        if (place < 0) {
            place = report.section(Report.RESULTS).map(Report.Section::end).orElse(lines.size());
            while (place > 0 && lines.get(place - 1).isBlank()) place--;
            lines.add(place, "\n" + all);
        } else {
            lines.add(place, all + "\n");
        }
        return String.join("\n", lines);
    }

    private List<String> files() throws IOException {
        Path top = submission.resolve("evidence");
        if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) return List.of();
        try (Stream<Path> files = Files.walk(top, DEEPEST)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith(Manifest.NAME))
                    .filter(file -> !file.endsWith("environment.json"))
                    .map(file -> submission.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
    }

    /// The claim that a file supports; empty: none.
    private Optional<String> body(String file) throws IOException {
        try {
            JsonNode json = evidence.json(evidence.alone(file));
            JsonNode first = json.isArray() ? json.path(0) : json;
            String schema = first.path("schema").asText();
            if (schema.startsWith("chatlab/witness/")) return Optional.of(ofWitness(json));
            if (schema.equals(RaceReport.SCHEMA)) return ofRace(first);
            if (schema.equals(NetSwarmFile.SCHEMA)) return ofNet(first);
            return first.has("primaryMetric") ? ofBench(json) : Optional.empty();
        } catch (RefusedException | UnreadableRaceException _) {
            return Optional.empty(); // the check will report it
        }
    }

    private String ofWitness(JsonNode witness) throws IOException {
        return """
        kind: witness
        subject: %s
        guarantee: %s
        scenario: %s\
        """
                .formatted(
                        subject(witness.path("strategy").asText(), witness.path("sha256").asText()),
                        Texts.cut(witness.path("guarantee").asText()),
                        Texts.cut(witness.path("scenario").asText()));
    }

    /// The first promise that was seen broken, or else the first that was not.
    private Optional<String> ofRace(JsonNode json) throws IOException, UnreadableRaceException {
        RaceReport report = RaceFile.of(json).reports().getFirst();
        RacedStrategy strategy = report.strategy();
        String name =
                strategy.source().endsWith(".java")
                        ? subject(strategy.source(), strategy.sha256())
                        : strategy.name();
        List<RaceRow> rows =
                report.results().stream()
                        .filter(row -> row.declared() && Guarantees.NAMES.contains(row.guarantee()))
                        .filter(row -> row.verdict() != RaceVerdict.NOT_RUN && !row.isBelowFloor())
                        .toList();
        if (rows.isEmpty()) return Optional.empty();
        if (rows.stream().allMatch(row -> row.samples() == 0))
            return Optional.of(table(name, rows));
        Optional<RaceRow> broken =
                rows.stream().filter(row -> row.verdict() == RaceVerdict.BROKEN).findFirst();
        if (broken.isEmpty()) {
            return Optional.of(
                    """
                    kind: race-not-observed
                    subject: %s
                    guarantee: %s
                    samples: %d\
                    """
                            .formatted(
                                    name, rows.getFirst().guarantee(), rows.getFirst().samples()));
        }
        String guarantee = broken.get().guarantee();
        return Optional.of(
                """
                kind: %s
                subject: %s
                guarantee: %s\
                """
                        .formatted(
                                guarantee.equals(RaceReport.LIVENESS)
                                        ? "deadlock"
                                        : "race-observed",
                                name,
                                guarantee));
    }

    /// For a run without samples, whose every verdict is the engine's.
    private static String table(String name, List<RaceRow> rows) {
        return """
        kind: guarantee-table
        subject: %s
        row: {%s}\
        """
                .formatted(
                        name,
                        rows.stream()
                                .map(row ->
                                        row.guarantee()
                                                + (row.verdict() == RaceVerdict.HELD
                                                        ? ": held"
                                                        : ": broken"))
                                .collect(Collectors.joining(", ")));
    }

    /// What it is most about: what was seen, or that no promise was broken.
    private Optional<String> ofNet(JsonNode json) throws IOException {
        Optional<NetSwarmFile> read = NetSwarmFile.of(json);
        if (read.isEmpty()) return Optional.empty();
        NetSwarmFile run = read.get();
        String sha256 = run.sha256();
        String relay = sha256 == null ? Texts.cut(run.relay()) : subject(run.relay(), sha256);
        String seen =
                run.audit().lost() > 0
                        ? "lost"
                        : run.audit().refused() > 0
                                ? "refused"
                                : run.audit().early() > 0 ? "early" : "";
        return Optional.of(
                """
                kind: %s
                relay: %s
                seen: %s\
                """
                        .formatted(
                                seen.isEmpty() ? "net-not-observed" : "net-observed",
                                relay,
                                seen.isEmpty() ? "broken-promise" : seen));
    }

    /// The first two that were measured alike, the better one as the subject.
    private Optional<String> ofBench(JsonNode json) throws IOException {
        List<JmhResult> results;
        try {
            results = JmhResult.parse(json.toString());
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
        for (JmhResult a : results) {
            for (JmhResult b : results) {
                boolean isPair =
                        a.benchmark().equals(b.benchmark())
                                && a.threads() == b.threads()
                                && a.conditions().equals(b.conditions())
                                && !a.contestant().equals(b.contestant());
                if (isPair && isBetter(a, b)) return Optional.of(faster(a, b));
            }
        }
        return Optional.empty();
    }

    private static boolean isBetter(JmhResult a, JmhResult b) {
        double difference = a.primaryMetric().score() - b.primaryMetric().score();
        return a.isLowerBetter() ? difference < 0 : difference > 0;
    }

    private String faster(JmhResult a, JmhResult b) throws IOException {
        Map<String, String> where = new TreeMap<>(a.conditions());
        where.put("threads", String.valueOf(a.threads()));
        return """
        kind: faster
        subject: %s
        than: %s
        where: {%s}\
        """
                .formatted(
                        subject(a.contestant(), ""),
                        subject(b.contestant(), ""),
                        where.entrySet().stream()
                                .map(e -> e.getKey() + ": \"" + e.getValue() + "\"")
                                .collect(Collectors.joining(", ")));
    }

    /// The own source that a tool's name for a strategy means, or else that name.
    private String subject(String name, String sha256) throws IOException {
        String file = name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
        String simple = file.replaceFirst("\\.java$", "");
        String own = "src/" + simple.substring(simple.lastIndexOf('.') + 1) + ".java";
        if (!Subject.isSound(own) || !Files.isRegularFile(submission.resolve(own))) {
            return Texts.cut(name);
        }
        try {
            boolean isOwn = sha256.isEmpty() || evidence.sha256(own).equals(sha256);
            return isOwn || name.endsWith(".java") ? own : Texts.cut(name);
        } catch (RefusedException _) {
            return Texts.cut(name);
        }
    }
}
