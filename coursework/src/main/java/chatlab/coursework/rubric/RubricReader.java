package chatlab.coursework.rubric;

import chatlab.coursework.files.Folders;
import chatlab.coursework.files.InputException;
import chatlab.coursework.files.YamlMap;
import chatlab.evidence.Sha256;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// Reads `rubric.yaml`, and refuses contradictions and unknown keys.
final class RubricReader {

    /// The values of a criterion's `kind`.
    private enum Kind {
        RACE,
        WITNESS,
        CLAIM,
        REPORT,
        HUMAN
    }

    /// How a claim can be checked once more.
    private enum SpotCheck {
        DIRECTION
    }

    /// The samples of race tests that a guarantee needs, unless the rubric says otherwise: without
    /// a violation they bound the share of violations by 0.1 %
    /// ([chatlab.evidence.race.RuleOfThree]).
    private static final long SAMPLES = 3_000;

    private RubricReader() {}

    static Rubric read(Path file) throws IOException, InputException {
        var name = Objects.requireNonNull(file.getFileName()).toString();
        var map = YamlMap.parse(name, Folders.read(file), "a rubric");
        var schema = map.text("schema");
        if (!schema.equals(Rubric.SCHEMA)) {
            throw map.wrong(
                    map.lineOf("schema"), "the schema is '" + schema + "', not " + Rubric.SCHEMA);
        }
        var relay = map.optionalText("relay");
        var strategy = map.optionalText("strategy");
        if (relay != null && strategy != null) {
            throw map.wrong(map.lineOf("relay"), "there is 'strategy' or 'relay', not both");
        }
        var rubric =
                new Rubric(
                        map.text("lab"),
                        map.text("title"),
                        map.number("total"),
                        relay == null ? strategy : relay,
                        relay == null ? Tool.RACE : Tool.ORDER,
                        map.texts("declares"),
                        map.texts("permits"),
                        gates(map.maps("gates", "a gate")),
                        criteria(map.maps("criteria", "a criterion")),
                        Sha256.of(file));
        int totalLine = map.lineOf("total");
        map.end();
        double sum = rubric.criteria().stream().mapToDouble(Criterion::points).sum();
        if (Math.abs(sum - rubric.total()) > 1e-9) {
            throw map.wrong(
                    totalLine,
                    "the criteria's points add up to %s, not to the total of %s"
                            .formatted(Points.text(sum), Points.text(rubric.total())));
        }
        if (rubric.strategy() == null) {
            for (var criterion : rubric.criteria()) {
                if (!criterion.needsCode()) continue;
                throw map.wrong(
                        map.line(),
                        "criterion '"
                                + criterion.id()
                                + "' needs the student's code; name it with the key 'strategy' or"
                                + " 'relay'");
            }
        }
        return rubric;
    }

    private static List<Gate> gates(List<YamlMap> maps) throws InputException {
        var gates = new ArrayList<Gate>();
        for (var map : maps) {
            gates.add(new Gate(map.text("id"), map.oneOf("kind", Gate.Kind.class)));
            map.end();
        }
        return gates;
    }

    private static List<Criterion> criteria(List<YamlMap> maps) throws InputException {
        var criteria = new ArrayList<Criterion>();
        Set<String> ids = new HashSet<>();
        for (var map : maps) {
            var criterion = criterion(map);
            if (!ids.add(criterion.id())) {
                throw map.wrong(map.line(), "there are two criteria '" + criterion.id() + "'");
            }
            criteria.add(criterion);
            map.end();
        }
        return criteria;
    }

    private static Criterion criterion(YamlMap map) throws InputException {
        var id = map.text("id");
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw map.wrong(
                    map.lineOf("id"),
                    "'" + id + "' is not an id: use lower case, digits and hyphens");
        }
        var given = map.optionalText("title");
        var title = given == null ? title(id) : given;
        double points = map.number("points");
        return switch (map.oneOf("kind", Kind.class)) {
            case RACE -> {
                var guarantees = map.texts("guarantees");
                if (guarantees.isEmpty()) throw map.missing("guarantees");
                var samples = map.has("samples") ? (long) map.number("samples") : SAMPLES;
                yield new Criterion.Race(id, title, points, guarantees, samples);
            }
            case WITNESS ->
                    new Criterion.Witness(
                            id,
                            title,
                            points,
                            map.optionalText("subject"),
                            map.optionalText("guarantee"));
            case CLAIM -> {
                var spotCheck =
                        map.has("spot_check")
                                && map.oneOf("spot_check", SpotCheck.class) == SpotCheck.DIRECTION;
                yield new Criterion.Claim(id, title, points, map.values("claim"), spotCheck);
            }
            case REPORT -> {
                var requires = map.severalOf("requires", Requirement.class);
                if (requires.isEmpty()) throw map.missing("requires");
                yield new Criterion.Report(id, title, points, requires);
            }
            case HUMAN -> {
                var levels = levels(map, points);
                yield new Criterion.Human(id, title, points, levels, map.optionalText("look_at"));
            }
        };
    }

    private static List<Criterion.Level> levels(YamlMap map, double points) throws InputException {
        var levels = new ArrayList<Criterion.Level>();
        for (var level : map.maps("levels", "a level")) {
            levels.add(new Criterion.Level(level.number("points"), level.text("text")));
            level.end();
        }
        double highest = levels.stream().mapToDouble(Criterion.Level::points).max().orElse(points);
        if (highest != points) {
            throw map.wrong(
                    map.lineOf("levels"),
                    "the best level earns %s, but the criterion has %s points"
                            .formatted(Points.text(highest), Points.text(points)));
        }
        return levels;
    }

    /// `honest-bound` reads as "Honest bound".
    private static String title(String id) {
        return Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' ');
    }
}
