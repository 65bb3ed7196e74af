package chatlab.client.demo;

import static java.util.stream.Collectors.joining;

import chatlab.client.swarm.SwarmPlan;
import chatlab.evidence.Environment;
import chatlab.evidence.page.Page;
import chatlab.terminal.Columns;
import chatlab.terminal.Paint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// The demo's results for a terminal and as a page: a table and three lines that explain it.
final class DemoReport {
    /// The headings of the columns, each in two lines.
    private static final List<List<String>> HEADINGS =
            List.of(
                    List.of("", "strategy"),
                    List.of("", "deliveries"),
                    List.of("", "lost"),
                    List.of("", "duplicated"),
                    List.of("", "reordered"),
                    List.of("", "errors"),
                    List.of("early", "answers"),
                    List.of("total", "order"),
                    List.of("per", "second"),
                    List.of("", "result"));

    /// Of all columns but the first, wide enough for what this load gives. No row waits for another
    /// to be aligned with it.
    private static final List<Integer> WIDTHS = List.of(10, 7, 10, 9, 7, 7, 5, 9, -6);

    private static final int LEAST_FOR_NAMES = 12;

    private final SwarmPlan plan;
    private final List<DemoRun> runs;

    DemoReport(SwarmPlan plan, List<DemoRun> runs) {
        this.plan = plan;
        this.runs = List.copyOf(runs);
    }

    /// What stands above the rows: the load, and the headings of the table.
    ///
    /// @param names of the strategies, for the width of their column
    static String head(SwarmPlan plan, List<String> names, Paint paint) {
        var first = HEADINGS.stream().map(List::getFirst).toList();
        var second = HEADINGS.stream().map(List::getLast).toList();
        return load(plan)
                + "\n\n"
                + paint.strong(columns(names).line(first))
                + "\n"
                + paint.strong(columns(names).line(second))
                + "\n";
    }

    /// The row of one strategy, which can be shown before the others have run.
    static String row(DemoRun run, List<String> names, Paint paint) {
        return columns(names).line(cells(run, paint)) + "\n";
    }

    /// What stands below the rows.
    String conclusion() {
        return "\n" + seen().stream().map(line -> line + "\n").collect(joining());
    }

    String html(Environment environment) {
        var page = new Page("Chat Lab: the demo").paragraph(load(plan));
        var headings = HEADINGS.stream().map(words -> String.join(" ", words).strip()).toList();
        page.table(
                "One swarm, many strategies",
                headings,
                runs.stream().map(run -> cells(run, Paint.NONE)).toList());
        seen().forEach(page::paragraph);
        return page.environment(environment).html();
    }

    private static String load(SwarmPlan plan) {
        return "%s clients in one channel, %s of them send up to %s messages each; %s more join and leave."
                .formatted(
                        count(plan.clients()),
                        count(plan.senders()),
                        count(plan.messages()),
                        count(plan.churners()));
    }

    private static Columns columns(List<String> names) {
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        var widths = new ArrayList<>(WIDTHS);
        widths.addFirst(-Math.max(longest, LEAST_FOR_NAMES));
        return new Columns("  ", widths);
    }

    private static List<String> cells(DemoRun run, Paint paint) {
        var audit = run.swarm().audit();
        return List.of(
                run.strategy(),
                count(audit.delivered()),
                count(audit.lost()),
                count(audit.duplicated()),
                count(audit.reordered()),
                count(run.errors()),
                count(audit.early()),
                audit.totalOrder() ? "yes" : "no",
                count(Math.round(run.swarm().deliveriesPerSecond())),
                run.judgment().word(paint));
    }

    /// Three lines: on the strategies that are broken on purpose, on the others, and what to try
    /// next.
    private List<String> seen() {
        return List.of(aboutBroken(), aboutOthers(), next());
    }

    private String aboutBroken() {
        if (runs.stream().noneMatch(DemoRun::isBrokenOnPurpose)) {
            return "No strategy here is broken on purpose, so nothing shows that this audit can"
                    + " find a fault. Add unsafe to the list.";
        }
        var caught = named(Judgment.CAUGHT, DemoReport::faults);
        var missed = named(Judgment.MISSED, DemoRun::strategy);
        return (caught.isEmpty() ? "" : "Broken on purpose and caught: " + caught + ".")
                + (missed.isEmpty()
                        ? ""
                        : " Broken on purpose but NOT caught this time: " + missed + ".");
    }

    private String aboutOthers() {
        var ok = named(Judgment.OK, DemoRun::strategy);
        var broken = named(Judgment.BROKEN, DemoReport::faults);
        var ordered =
                runs.stream()
                        .filter(run -> run.judgment() == Judgment.OK)
                        .filter(run -> run.swarm().audit().totalOrder())
                        .map(DemoRun::strategy)
                        .collect(joining(", "));
        return (broken.isEmpty() ? "" : "Found broken: " + broken + ". ")
                + (ok.isEmpty()
                        ? "No other strategy passed."
                        : "Nothing lost, duplicated or reordered: "
                                + ok
                                + "; the same order for all receivers: "
                                + (ordered.isEmpty() ? "none" : ordered)
                                + ".");
    }

    private static String next() {
        return "Try next: lab server --strategy unsafe, and lab client in two more terminals; or"
                + " --strategy Mine.java.";
    }

    private String named(Judgment judgment, Function<DemoRun, String> name) {
        return runs.stream()
                .filter(run -> run.judgment() == judgment)
                .map(name)
                .collect(joining(", "));
    }

    private static String faults(DemoRun run) {
        var audit = run.swarm().audit();
        var faults = new ArrayList<String>();
        add(faults, audit.lost(), "lost");
        add(faults, audit.duplicated(), "duplicated");
        add(faults, audit.reordered(), "reordered");
        add(faults, audit.alien(), "alien");
        add(faults, run.errors(), "exceptions");
        long gone = audit.receivers().stream().filter(r -> r.disconnected() != null).count();
        add(faults, gone, "disconnected");
        return "%s (%s)".formatted(run.strategy(), String.join(", ", faults));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static void add(List<String> faults, long number, String name) {
        if (number > 0) {
            faults.add(count(number) + " " + name);
        }
    }
}
