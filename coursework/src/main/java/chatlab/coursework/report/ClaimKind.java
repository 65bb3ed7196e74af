package chatlab.coursework.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The kinds of claims, and the keys that each has.
public enum ClaimKind {
    RACE_OBSERVED(List.of("subject", "guarantee"), List.of("at_least")),
    RACE_NOT_OBSERVED(List.of("subject", "guarantee", "samples"), List.of("bound", "conclusion")),
    DEADLOCK(List.of("subject"), List.of("guarantee")),
    WITNESS(List.of("subject", "guarantee"), List.of("scenario")),
    FASTER(List.of("subject", "than", "where"), List.of("by_at_least", "confidence")),
    EQUIVALENT(List.of("subject", "to", "where"), List.of("confidence")),
    ORDERING(List.of("order", "where"), List.of("confidence")),
    GUARANTEE_TABLE(List.of("subject", "row"), List.of()),
    NET_OBSERVED(List.of("relay", "seen"), List.of("at_least", "fault")),
    NET_NOT_OBSERVED(List.of("relay", "seen"), List.of("fault", "conclusion"));

    private static final List<String> REQUIRED = List.of("id", "kind", "evidence");
    private static final List<String> OPTIONAL = List.of("because");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> required;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> optional;

    ClaimKind(List<String> required, List<String> optional) {
        this.required = required;
        this.optional = optional;
    }

    public static Optional<ClaimKind> named(String title) {
        return Arrays.stream(values()).filter(kind -> kind.title().equals(title)).findFirst();
    }

    public static List<String> titles() {
        return Arrays.stream(values()).map(ClaimKind::title).toList();
    }

    /// As reports write it, such as `race-observed`.
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The keys that a claim of this kind must have.
    public List<String> required() {
        return joined(REQUIRED, required);
    }

    /// All keys that it may have.
    public List<String> keys() {
        return joined(required(), joined(optional, OPTIONAL));
    }

    /// Whether it is about speed, and judged together with the others that are.
    public boolean isTiming() {
        return this == FASTER || this == EQUIVALENT || this == ORDERING;
    }

    private static List<String> joined(List<String> a, List<String> b) {
        List<String> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
