package chatlab.step.run;

import chatlab.catalogue.CatalogueEntry;
import chatlab.strategies.BugCard;

import java.util.Optional;

/// What a strategy's bug card teaches somebody who steps it. Pure functions.
public final class Lesson {
    private Lesson() {}

    /// A first hint.
    public static String idea(CatalogueEntry entry) {
        return entry.bugCard()
                .flatMap(card -> entry.symptom().map(symptom -> idea(card, symptom)))
                .orElse("Stop a thread between looking and acting, and let the other go first.");
    }

    private static String idea(BugCard card, String symptom) {
        return "It has a %s: %s. Stop a thread in the middle of it.".formatted(card.bug(), symptom);
    }

    /// The bug and its fix, for those who have found it.
    public static Optional<String> of(CatalogueEntry entry) {
        return entry.bugCard()
                .flatMap(card ->
                        entry.fix()
                                .map(fix ->
                                        "The bug: %s. The fix: %s.".formatted(card.bug(), fix)));
    }
}
