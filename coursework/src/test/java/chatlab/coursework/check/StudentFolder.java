package chatlab.coursework.check;

import chatlab.coursework.lab.LabTools;
import chatlab.coursework.report.CheckedReport;
import chatlab.coursework.report.Report;
import chatlab.coursework.report.ReportReader;
import chatlab.coursework.report.Seal;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Json;
import chatlab.evidence.Manifest;
import chatlab.evidence.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A sound submission that a test extends or spoils.
///
/// Its races are real ones (`src/test/resources/evidence`); its timings are invented, so that the
/// right verdicts are known.
public final class StudentFolder {
    static final Instant MEASURED = Instant.parse("2026-03-02T10:00:00Z");
    static final Instant SEALED = Instant.parse("2026-03-01T18:30:00Z");
    public static final String OWN = "src/FixedBroadcast.java";

    /// Tools that a check must not need.
    static final LabTools NO_TOOLS =
            (arguments, _, _) -> {
                throw new AssertionError("not to be run: " + arguments);
            };

    private static final Path RESOURCES = Path.of("src/test/resources/evidence");

    private final Path path;
    private final List<String> claims = new ArrayList<>();
    private String head =
            """
            schema: chatlab/report/1
            lab: "02"
            students:
              - {id: s1234567, name: Ann Example, share: 60}
              - {id: s7654321, name: Bob Example, share: 40}
            commit: 0123abc
            strategies: [unsafe, src/FixedBroadcast.java]
            ai_use: none
            sources: []
            """;
    private String prose = "The races were run once each.";
    private boolean isSealed = true;

    public StudentFolder(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path.resolve("src"));
        Files.copy(RESOURCES.resolve("FixedBroadcast.java.txt"), path.resolve(OWN));
        run("unsafe", "race.json", resource("race-unsafe.json"));
        run("fixed", "race.json", resource("race-fixed.json"));
        run("upgrade", "race.json", resource("race-upgrade.json"));
    }

    public static String resource(String name) {
        try {
            return Files.readString(RESOURCES.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    /// A run's folder as a tool leaves it.
    StudentFolder run(String name, String file, String text) throws IOException {
        return run(name, Map.of(file, text));
    }

    StudentFolder run(String name, Map<String, String> files) throws IOException {
        Path run = Files.createDirectories(path.resolve("evidence").resolve(name));
        List<Manifest.File> listed = new ArrayList<>();
        for (var file : files.entrySet()) {
            Files.writeString(run.resolve(file.getKey()), file.getValue());
            listed.add(
                    new Manifest.File(
                            file.getKey(), Sha256.of(file.getValue()), file.getValue().length()));
        }
        var manifest =
                new Manifest(
                        "chatlab/manifest/1",
                        listed,
                        List.of("lab"),
                        0,
                        MEASURED,
                        MEASURED.plusSeconds(60));
        Files.writeString(run.resolve(Manifest.NAME), Json.pretty(manifest));
        return this;
    }

    /// A run of `lab bench`, with the hashes and the margin that it notes.
    public StudentFolder bench(List<JmhResult> results) throws IOException {
        return bench(results, Map.of());
    }

    public StudentFolder bench(List<JmhResult> results, Map<String, Object> notes)
            throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("margin", 0.03);
        all.put("sha256", Map.of("FixedBroadcast", Sha256.of(path.resolve(OWN))));
        all.putAll(notes);
        return run(
                "bench",
                Map.of(
                        "bench.json",
                        Json.pretty(results),
                        "environment.json",
                        Json.pretty(Map.of("notes", all))));
    }

    /// Results of strategies that were measured in turn, five forks of five iterations each, spread
    /// by so much around their means.
    public static List<JmhResult> measured(double spread, Map<String, Double> means) {
        List<JmhResult> results = new ArrayList<>();
        int of = means.size();
        for (var entry : means.entrySet()) {
            int at = results.size();
            List<List<Double>> raw = new ArrayList<>();
            List<Integer> places = new ArrayList<>();
            for (int fork = 0; fork < 5; fork++) {
                double mean = entry.getValue() * (1 + spread * (fork - 2));
                raw.add(List.of(mean * .98, mean * .99, mean, mean * 1.01, mean * 1.02));
                places.add(fork * of + 1 + (fork % 2 == 0 ? at : of - 1 - at));
            }
            results.add(
                    new JmhResult(
                            "chatlab.bench.ChurnBenchmark.broadcastOrJoin",
                            "thrpt",
                            2,
                            5,
                            List.of("-Xmx1g"),
                            "25.0.3",
                            "OpenJDK 64-Bit Server VM",
                            "25.0.3+9-LTS",
                            5,
                            5,
                            Map.of("members", "64", "churn", "0", "strategy", entry.getKey()),
                            JmhResult.Metric.of("ops/s", raw),
                            new JmhResult.RunOrder("run", places)));
        }
        return results;
    }

    /// Several strategies in an order that stays.
    public static Map<String, Double> means(Object... namesAndMeans) {
        Map<String, Double> means = new LinkedHashMap<>();
        for (int i = 0; i < namesAndMeans.length; i += 2) {
            means.put((String) namesAndMeans[i], (Double) namesAndMeans[i + 1]);
        }
        return means;
    }

    public StudentFolder claim(String yaml) {
        claims.add(yaml.strip());
        return this;
    }

    public StudentFolder prose(String text) {
        prose = text;
        return this;
    }

    public StudentFolder head(String text) {
        head = text;
        return this;
    }

    public String head() {
        return head;
    }

    StudentFolder unsealed() {
        isSealed = false;
        return this;
    }

    /// Writes `report.md`.
    public StudentFolder write() throws IOException {
        var text = new StringBuilder();
        text.append("---\n")
                .append(head)
                .append("---\n# The lost update\n\n")
                .append("## Prediction\n\nOne join in a hundred is lost.\n\n")
                .append("## Method\n\nWe ran the race tests.\n\n")
                .append("## Results\n\n")
                .append(prose)
                .append("\n\n");
        claims.forEach(claim -> text.append("```claim\n").append(claim).append("\n```\n\n"));
        text.append("## Mechanism\n\nBoth read the size before either writes it.\n\n")
                .append("## Limits\n\nOne machine.\n");
        return text(text.toString());
    }

    /// Writes a `report.md` of one's own.
    StudentFolder text(String text) throws IOException {
        Path file = path.resolve(Report.FILE);
        Files.writeString(file, text);
        var report = new ReportReader(_ -> {}).read(path);
        if (isSealed && report.isPresent() && !report.get().head().isEmpty()) {
            Files.writeString(file, Seal.sealed(report.get(), SEALED));
        }
        return this;
    }

    public CheckedReport check() throws IOException, InterruptedException {
        return check(NO_TOOLS);
    }

    public CheckedReport check(LabTools tools) throws IOException, InterruptedException {
        if (!Files.exists(path.resolve(Report.FILE))) write();
        return ReportCheck.check(path, tools);
    }

    /// The only claim, checked.
    CheckedReport.CheckedClaim only(String yaml) throws IOException, InterruptedException {
        return claim(yaml).check().claims().getFirst();
    }
}
