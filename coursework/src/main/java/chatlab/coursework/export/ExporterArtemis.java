package chatlab.coursework.export;

import chatlab.coursework.rubric.Points;
import chatlab.coursework.score.Grade;

/// Results for Artemis: a JUnit report with a test for each criterion, named by its id.
///
/// A test passes with all points and fails with fewer, because the format has no points. One that
/// waits for a marker is skipped.
public final class ExporterArtemis implements Exporter {

    @Override
    public String file() {
        return "artemis.xml";
    }

    @Override
    public String text(Grade grade) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        long skipped = grade.criteria().stream().filter(Grade.Result::needsHuman).count();
        long failed =
                grade.criteria().stream()
                        .filter(each -> !each.needsHuman() && !Exporter.isFull(each))
                        .count();
        xml.append(
                "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\">\n"
                        .formatted(
                                escaped("Lab " + grade.lab()),
                                grade.criteria().size(),
                                failed,
                                skipped));
        for (var each : grade.criteria()) xml.append(test(each, grade));
        return xml.append("</testsuite>\n").toString();
    }

    private static String test(Grade.Result result, Grade grade) {
        var open =
                "  <testcase name=\"%s\" classname=\"%s\" time=\"0\""
                        .formatted(escaped(result.id()), escaped("lab" + grade.lab()));
        if (result.needsHuman()) {
            return open + "><skipped message=\"a marker decides\"/></testcase>\n";
        }
        if (Exporter.isFull(result)) return open + "/>\n";
        var message =
                "%s: %s of %s points\n%s"
                        .formatted(
                                result.title(),
                                Points.text(result.score()),
                                Points.text(result.max()),
                                Exporter.explanation(result));
        return open + "><failure message=\"" + escaped(message) + "\"/></testcase>\n";
    }

    /// For an attribute. What XML cannot hold at all is left out.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> {
                    switch (c) {
                        case '&' -> escaped.append("&amp;");
                        case '<' -> escaped.append("&lt;");
                        case '>' -> escaped.append("&gt;");
                        case '"' -> escaped.append("&quot;");
                        case '\n' -> escaped.append("&#10;");
                        case '\t' -> escaped.append("&#9;");
                        default -> {
                            boolean isLegal =
                                    c >= 0x20
                                            && c != 0xFFFE
                                            && c != 0xFFFF
                                            && !(c >= 0xD800 && c <= 0xDFFF);
                            if (isLegal) escaped.appendCodePoint(c);
                        }
                    }
                });
        return escaped.toString();
    }
}
