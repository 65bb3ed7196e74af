package chatlab.server.relays;

import chatlab.relay.RelayEntry;
import chatlab.relay.RelayGuarantee;
import chatlab.terminal.Columns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The relays for the terminal and for docs/cluster.md.
public final class RelaysText {
    private static final String PROMISED = "+";
    private static final String NOT_PROMISED = ".";

    private RelaysText() {}

    /// Relays against guarantees, and what both mean.
    static String matrix(List<RelayEntry> entries) {
        var rows = new ArrayList<List<String>>();
        rows.add(row("", guarantees().map(RelaysText::code)));
        for (var entry : entries) {
            rows.add(row(entry.name(), guarantees().map(one -> mark(entry, one))));
        }
        var columns = Columns.fitting("  ", rows, 0);
        var text = new ArrayList<>(rows.stream().map(columns::line).toList());
        text.add("");
        text.add("+ promised   . not promised");
        text.add("");
        guarantees()
                .map(one -> "%s  %-15s %s".formatted(code(one), one, one.meaning()))
                .forEach(text::add);
        text.add("");
        var techniques =
                entries.stream().map(entry -> List.of(entry.name(), entry.technique())).toList();
        techniques.stream().map(Columns.fitting("  ", techniques, 0, 1)::line).forEach(text::add);
        return lines(text);
    }

    /// Everything about one relay.
    static String page(RelayEntry entry) {
        var text = new ArrayList<String>();
        text.add(entry.name());
        text.add("Technique: " + entry.technique());
        text.add(entry.guarantees().isEmpty() ? "Promises nothing." : "Promises:");
        for (var one : entry.guarantees()) {
            text.add("  %-15s %s".formatted(one, one.meaning()));
        }
        text.add("");
        text.add("Its protocols, from the network up:");
        text.add("");
        return lines(text) + entry.stack();
    }

    /// The table of docs/cluster.md.
    public static String markdown(List<RelayEntry> entries) {
        var text = new ArrayList<String>();
        text.add(
                "| relay |" + joined(guarantees().map(one -> " `" + one + "` |")) + " technique |");
        text.add("|---|" + joined(guarantees().map(_ -> "---|")) + "---|");
        for (var entry : entries) {
            text.add(
                    "| `%s` |%s %s |"
                            .formatted(
                                    entry.name(),
                                    joined(
                                            guarantees()
                                                    .map(one -> entry.guarantees().contains(one))
                                                    .map(has -> has ? " yes |" : " |")),
                                    entry.technique()));
        }
        return lines(text);
    }

    private static Stream<RelayGuarantee> guarantees() {
        return Stream.of(RelayGuarantee.values());
    }

    private static String mark(RelayEntry entry, RelayGuarantee guarantee) {
        return entry.guarantees().contains(guarantee) ? PROMISED : NOT_PROMISED;
    }

    /// The first letters of its words.
    private static String code(RelayGuarantee guarantee) {
        return Stream.of(guarantee.name().split("_"))
                .map(word -> word.substring(0, 1))
                .collect(Collectors.collectingAndThen(Collectors.joining(), "%-2s"::formatted));
    }

    private static List<String> row(String name, Stream<String> cells) {
        return Stream.concat(Stream.of(name), cells).toList();
    }

    private static String joined(Stream<String> parts) {
        return parts.collect(Collectors.joining());
    }

    private static String lines(List<String> text) {
        return String.join("\n", text) + "\n";
    }
}
