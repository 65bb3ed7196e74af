package chatlab.bench.compare;

import chatlab.evidence.Claim;
import chatlab.evidence.JmhResult;
import chatlab.evidence.Judgement;
import chatlab.evidence.Terms;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds out which results may be compared, and compares them. Pure functions.
public final class Comparisons {

    private Comparisons() {}

    /// A result, and how it compares.
    ///
    /// @param judgement of the claim that it is faster than the baseline; null for the baseline
    public record Row(JmhResult result, @Nullable Judgement judgement) {}

    /// Results that were measured alike.
    ///
    /// @param benchmark empty where benchmarks are what is compared
    private record Alike(String benchmark, Map<String, String> conditions, int threads) {
        static Alike of(JmhResult r) {
            String benchmark = r.params().containsKey("strategy") ? r.benchmark() : "";
            return new Alike(benchmark, r.conditions(), r.threads());
        }

        /// What two results of the same code share.
        static Alike same(JmhResult r) {
            return new Alike(r.benchmark(), r.params(), r.threads());
        }
    }

    /// The results in groups that were measured alike, in the order in which they come.
    ///
    /// Results in different modes are separated only if a contestant was measured in several modes.
    /// Otherwise a lone result in another mode would silently drop out, instead of being reported
    /// as inadmissible.
    public static List<List<JmhResult>> groups(List<JmhResult> results) {
        return grouped(results, Alike::of).stream()
                .flatMap(group ->
                        isEachOnce(group)
                                ? Stream.of(group)
                                : grouped(group, JmhResult::mode).stream())
                .toList();
    }

    private static Collection<List<JmhResult>> grouped(
            List<JmhResult> results, Function<JmhResult, Object> key) {
        Map<Object, List<JmhResult>> groups = new LinkedHashMap<>();
        results.forEach(r -> groups.computeIfAbsent(key.apply(r), _ -> new ArrayList<>()).add(r));
        return groups.values();
    }

    private static boolean isEachOnce(List<JmhResult> group) {
        return group.stream().map(JmhResult::contestant).distinct().count() == group.size();
    }

    /// Compares all to the baseline of their group, as the claims of one report.
    ///
    /// @param baseline a contestant; where a group does not have it, its first is the baseline
    /// @param byAtLeast what is claimed of all, as in [Claim]
    public static List<List<Row>> toBaseline(
            List<JmhResult> results, String baseline, @Nullable Double byAtLeast, Terms terms) {
        List<List<JmhResult>> groups = groups(results);
        List<Claim> claims = new ArrayList<>();
        for (List<JmhResult> group : groups) {
            JmhResult base = baseline(group, baseline);
            group.stream()
                    .filter(r -> r != base)
                    .map(r -> new Claim(r, base, byAtLeast))
                    .forEach(claims::add);
        }
        var judgements = Claim.judge(claims, terms).iterator();
        List<List<Row>> compared = new ArrayList<>();
        for (List<JmhResult> group : groups) {
            JmhResult base = baseline(group, baseline);
            List<Row> rows = new ArrayList<>();
            for (JmhResult result : group) {
                rows.add(new Row(result, result == base ? null : judgements.next()));
            }
            compared.add(rows);
        }
        return compared;
    }

    /// The judgements of all that are compared to the baseline, except of those that are struck
    /// out.
    public static List<Judgement> judgements(
            List<JmhResult> results, String baseline, Terms terms, Set<String> struckOut) {
        return toBaseline(results, baseline, null, terms).stream()
                .flatMap(List::stream)
                .filter(row -> !struckOut.contains(row.result().contestant()))
                .map(Row::judgement)
                .filter(Objects::nonNull)
                .toList();
    }

    /// Compares each result of a file to the one of the other file that was measured alike, if
    /// necessary in another mode, which makes it inadmissible. Others are left out.
    public static List<Judgement> acrossFiles(
            List<JmhResult> before,
            List<JmhResult> after,
            @Nullable Double byAtLeast,
            Terms terms) {
        Map<Object, List<JmhResult>> earlier = new LinkedHashMap<>();
        before.forEach(r -> earlier.computeIfAbsent(Alike.same(r), _ -> new ArrayList<>()).add(r));
        List<Claim> claims = new ArrayList<>();
        for (JmhResult later : after) {
            earlier.getOrDefault(Alike.same(later), List.of()).stream()
                    .min(Comparator.comparing(r -> !r.mode().equals(later.mode())))
                    .ifPresent(partner -> claims.add(new Claim(later, partner, byAtLeast)));
        }
        return Claim.judge(claims, terms);
    }

    private static JmhResult baseline(List<JmhResult> group, String name) {
        return group.stream()
                .filter(r -> r.contestant().equals(name))
                .findFirst()
                .orElse(group.getFirst());
    }
}
