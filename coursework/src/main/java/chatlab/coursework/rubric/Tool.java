package chatlab.coursework.rubric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The tool of the lab that tries a student's code.
public enum Tool {
    /// `lab race`, for a strategy.
    RACE("--strategy"),
    /// `lab order`, for a relay's order.
    ORDER("--relay");

    private final String option;

    Tool(String option) {
        this.option = option;
    }

    /// The command that tries the code.
    public String command(String code) {
        return String.join(" ", words(code));
    }

    private List<String> words(String code) {
        return List.of("lab", name().toLowerCase(Locale.ROOT), option, code);
    }

    /// The arguments of `lab` for what is the same on every machine, as JSON.
    ///
    /// @param guarantees to ask about; none: all
    public List<String> arguments(String code, List<String> guarantees) {
        var words = new ArrayList<>(words(code).subList(1, 4));
        if (this == RACE) {
            words.add("--engine-only");
            if (!guarantees.isEmpty()) {
                words.addAll(List.of("--guarantee", String.join(",", guarantees)));
            }
        }
        words.add("--json");
        return words;
    }

    /// The arguments of `lab` for quick race tests of a strategy, as JSON.
    public static List<String> quickRace(String strategy, List<String> guarantees) {
        return List.of(
                "race",
                "--strategy",
                strategy,
                "--quick",
                "--guarantee",
                String.join(",", guarantees),
                "--json");
    }

    /// The command that plays a witness.
    public String play(String code, String program, String schedule) {
        return switch (this) {
            case RACE ->
                    "lab step --strategy %s --scenario %s --play '%s'"
                            .formatted(code, program, schedule);
            case ORDER -> "%s --play '%s'".formatted(command(code), schedule);
        };
    }
}
