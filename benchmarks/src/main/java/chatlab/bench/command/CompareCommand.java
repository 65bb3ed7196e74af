package chatlab.bench.command;

import chatlab.bench.compare.BenchTable;
import chatlab.bench.compare.Comparisons;
import chatlab.bench.compare.VerdictsDocument;
import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Json;
import chatlab.evidence.Judgement;
import chatlab.evidence.Terms;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/// `lab bench compare`: says what may be concluded from JMH's files.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Says what may be concluded from results in JMH's JSON format, the lab's or others'.",
            "One file: each result is compared to the baseline that was measured alike. Two files:"
                    + " each result of the second to the same of the first.",
            "Forks of one round are compared with each other. Where a file knows no rounds, all"
                    + " forks of one are compared with all forks of the other (Welch's test)."
        },
        exitCodeList = {
            "0:every comparison has an answer",
            "2:wrong usage",
            "3:one is inconclusive or inadmissible, or could not be made"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lab bench compare run1/bench.json --baseline cow",
            "  lab bench compare before.json after.json --margin 10"
        })
final class CompareCommand implements Callable<Integer> {
    /// A person reads no more.
    private static final int MOST = 50;

    private static final int MOST_ALONE = 10;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Results that JMH wrote.")
    private List<Path> files = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "The strategy to compare with, in one file (default: the first).")
    private @Nullable String baseline;

    @Option(
            names = "--by-at-least",
            paramLabel = "FACTOR",
            description =
                    "Claim that each is FACTOR times as fast (default: faster, by more than the"
                            + " margin).")
    private @Nullable Double byAtLeast;

    @Option(
            names = "--trust-order",
            description =
                    "Assume that the forks were interleaved in time if the file does not say so.")
    private boolean orderOnTrust;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description =
                    "Compare a secondary metric, such as gc.alloc.rate.norm (default: the score).")
    private @Nullable String metric;

    @Option(names = "--json", description = "Print the result as JSON, and nothing else.")
    private boolean json;

    @Mixin private final TermsOptions terms = new TermsOptions();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (byAtLeast != null && !(byAtLeast > 0 && byAtLeast < Double.POSITIVE_INFINITY)) {
            throw usage("--by-at-least must be above 0.");
        }
        if (files.size() > 2) {
            throw usage("Two files can be compared, and these are %d.".formatted(files.size()));
        }
        var first = ResultFile.read(files.getFirst(), metric);
        var last = files.size() == 1 ? first : ResultFile.read(files.getLast(), metric);
        Terms agreed = terms.terms(orderOnTrust);
        List<Judgement> judgements = judge(first.results(), last.results(), agreed);
        if (judgements.isEmpty()) {
            throw new IOException(
                    files.size() == 1
                            ? files.getFirst() + " holds no two results that were measured alike"
                            : "the two files share no benchmark with the same parameters");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.pretty(VerdictsDocument.of(judgements, agreed)));
        } else {
            first.remarks().forEach(out::println);
            if (files.size() == 2) last.remarks().forEach(out::println);
            print(judgements, out);
            printRest(first, last, judgements, out);
            out.println(new Tally(judgements).sentence());
        }
        out.flush();
        return judgements.stream().map(Judgement::verdict).allMatch(CompareCommand::isAnswer)
                ? 0
                : 3;
    }

    private List<Judgement> judge(List<JmhResult> first, List<JmhResult> last, Terms terms) {
        if (files.size() == 2) return Comparisons.acrossFiles(first, last, byAtLeast, terms);
        String base = baseline == null ? first.getFirst().contestant() : baseline;
        if (first.stream().noneMatch(r -> r.contestant().equals(base))) {
            String known =
                    String.join(
                            ", ", first.stream().map(JmhResult::contestant).distinct().toList());
            throw usage("The file has no '%s'; it has %s.".formatted(base, known));
        }
        return Comparisons.toBaseline(first, base, byAtLeast, terms).stream()
                .flatMap(List::stream)
                .map(Comparisons.Row::judgement)
                .filter(Objects::nonNull)
                .toList();
    }

    private void print(List<Judgement> judgements, PrintWriter out) {
        if (files.size() == 2) {
            out.println(
                    "Each result of %s against the same of %s:"
                            .formatted(files.getLast(), files.getFirst()));
        }
        String heading = "";
        for (Judgement judgement : judgements.stream().limit(MOST).toList()) {
            String next = heading(judgement.claim().subject());
            if (!next.equals(heading)) out.println(next);
            heading = next;
            out.println("  " + judgement.sentence() + ".");
            out.println("    " + judgement.conclusion() + ".");
            judgement.objections().stream().skip(1).forEach(o -> out.println("    " + o + "."));
        }
        if (judgements.size() > MOST) {
            out.println("… and %d more; --json prints all.".formatted(judgements.size() - MOST));
        }
    }

    private static String heading(JmhResult result) {
        return "%s (%s%s)"
                .formatted(
                        BenchTable.title(result),
                        result.primaryMetric().scoreUnit(),
                        result.isLowerBetter() ? ", lower is better" : "");
    }

    /// The results without a partner.
    private void printRest(
            ResultFile first, ResultFile last, List<Judgement> judgements, PrintWriter out) {
        Set<JmhResult> compared = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Judgement judgement : judgements) {
            compared.add(judgement.claim().subject());
            compared.add(judgement.claim().than());
        }
        for (ResultFile file : files.size() == 1 ? List.of(first) : List.of(first, last)) {
            List<JmhResult> rest =
                    file.results().stream().filter(r -> !compared.contains(r)).toList();
            rest.stream().limit(MOST_ALONE).map(r -> alone(file, r)).forEach(out::println);
            if (rest.size() > MOST_ALONE) {
                out.println(
                        "… and %d more of %s are not compared."
                                .formatted(rest.size() - MOST_ALONE, file.path()));
            }
        }
    }

    private String alone(ResultFile file, JmhResult result) {
        return "%s: %s at %s is not compared: %s."
                .formatted(
                        BenchTable.title(result),
                        result.contestant(),
                        result.where(),
                        files.size() == 1
                                ? "nothing else was measured alike"
                                : "only " + file.path() + " has it");
    }

    private static boolean isAnswer(ClaimVerdict verdict) {
        return switch (verdict) {
            case SUPPORTED, CONTRADICTED, EQUIVALENT -> true;
            case INCONCLUSIVE, INADMISSIBLE, NOT_RUN -> false;
        };
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
