package chatlab.bench.chart;

import chatlab.bench.ChurnRate;
import chatlab.bench.compare.BenchReport;
import chatlab.bench.compare.Comparisons;
import chatlab.bench.run.BenchQuestion;
import chatlab.evidence.JmhResult;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who wins where: members along one side, churn along the other, and in each field the fastest
/// strategy. A field is hatched if the verdicts do not support that this strategy is faster than
/// each of the others.
final class WinnerMap {
    private static final int FIELD_WIDTH = 150;
    private static final int FIELD_HEIGHT = 56;
    private static final int LEFT = 110;
    private static final int TOP = 60;
    private static final int BOTTOM = 50;
    private static final Color PAPER = Color.WHITE;

    private final BenchReport report;
    private final Palette palette;

    WinnerMap(BenchReport report, Palette palette) {
        this.report = report;
        this.palette = palette;
    }

    /// One field.
    private record Field(int members, String churn, BenchReport.Winner winner) {}

    /// One map for each number of threads and each sink.
    List<Figure> all() {
        Map<String, List<Field>> maps = new LinkedHashMap<>();
        for (List<JmhResult> alike : Comparisons.groups(report.results())) {
            JmhResult first = alike.getFirst();
            if (!first.benchmark().equals(BenchQuestion.CHURN.benchmark())) continue;
            String where = "sink=" + first.params().get("sink") + ", threads=" + first.threads();
            report.winner(alike)
                    .ifPresent(winner ->
                            maps.computeIfAbsent(where, _ -> new ArrayList<>())
                                    .add(
                                            new Field(
                                                    Integer.parseInt(first.params().get("members")),
                                                    String.valueOf(first.params().get("churn")),
                                                    winner)));
        }
        List<Figure> figures = new ArrayList<>();
        maps.forEach((where, fields) -> {
            if (fields.size() > 1) figures.add(figure(where, fields));
        });
        return figures;
    }

    private Figure figure(String where, List<Field> fields) {
        List<Integer> members = fields.stream().map(Field::members).distinct().sorted().toList();
        List<String> churns =
                fields.stream()
                        .map(Field::churn)
                        .distinct()
                        .sorted((a, b) ->
                                Double.compare(
                                        ChurnRate.parse(a).rate(), ChurnRate.parse(b).rate()))
                        .toList();
        return new Figure(
                "who-wins-where-" + where.replaceAll("[^a-z0-9]+", "-"),
                "Who wins where (%s): the fastest strategy that keeps what it declares. Hatched: the"
                                .formatted(where)
                        + " verdicts do not support that it is faster than each of the others. Each"
                        + " field is judged on its own.",
                width(members),
                height(churns),
                graphics -> paint(graphics, where, fields, members, churns));
    }

    private void paint(
            Graphics2D g,
            String where,
            List<Field> fields,
            List<Integer> members,
            List<String> churns) {
        g.setColor(PAPER);
        g.fillRect(0, 0, width(members), height(churns));
        g.setColor(Color.BLACK);
        ChartText.draw(g, "who wins where: " + where, ChartText.TITLE, 16, 26);
        write(g, "churn", 16, TOP - 10);
        for (int row = 0; row < churns.size(); row++) {
            write(g, churns.get(row), 16, TOP + FIELD_HEIGHT * row + FIELD_HEIGHT / 2 + 4);
        }
        int below = TOP + FIELD_HEIGHT * churns.size() + 20;
        write(g, "members", 16, below);
        for (int column = 0; column < members.size(); column++) {
            String label = String.valueOf(members.get(column));
            write(g, label, LEFT + FIELD_WIDTH * column + 10, below);
        }
        for (Field field : fields) {
            int x = LEFT + FIELD_WIDTH * members.indexOf(field.members);
            int y = TOP + FIELD_HEIGHT * churns.indexOf(field.churn);
            paint(g, field.winner, new Rectangle(x, y, FIELD_WIDTH - 4, FIELD_HEIGHT - 4));
        }
        g.setColor(Color.BLACK);
        write(g, "hatched: the verdicts do not support it", LEFT, below + 20);
    }

    private static int width(List<Integer> members) {
        return Math.max(LEFT + FIELD_WIDTH * members.size() + 20, 480);
    }

    private static int height(List<String> churns) {
        return TOP + FIELD_HEIGHT * churns.size() + BOTTOM;
    }

    private void paint(Graphics2D g, BenchReport.Winner winner, Rectangle field) {
        Color color = palette.color(winner.name());
        g.setColor(winner.isSure() ? color : tint(color));
        g.fill(field);
        if (!winner.isSure()) hatch(g, field, color);
        int inset = 8;
        int label = (int) ChartText.width(g, winner.name(), ChartText.PLAIN) + 2 * inset;
        g.setColor(PAPER);
        g.fillRect(field.x + inset, field.y + field.height / 2 - 11, label, 22);
        g.setColor(Color.BLACK);
        write(g, winner.name(), field.x + 2 * inset, field.y + field.height / 2 + 4);
        g.setColor(color);
        g.draw(field);
    }

    private static void write(Graphics2D g, String text, int x, int y) {
        ChartText.draw(g, text, ChartText.PLAIN, x, y);
    }

    private static void hatch(Graphics2D g, Rectangle field, Color color) {
        Shape before = g.getClip();
        g.setClip(field);
        g.setColor(color);
        g.setStroke(new BasicStroke(1.5f));
        for (int x = field.x - field.height; x < field.x + field.width; x += 9) {
            g.drawLine(x, field.y + field.height, x + field.height, field.y);
        }
        g.setClip(before);
    }

    /// A quarter of the color, the rest white.
    private static Color tint(Color color) {
        return new Color(
                (color.getRed() + 3 * 255) / 4,
                (color.getGreen() + 3 * 255) / 4,
                (color.getBlue() + 3 * 255) / 4);
    }
}
