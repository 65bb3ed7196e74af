package chatlab.web.run;

import chatlab.catalogue.Catalogue;
import chatlab.strategies.BugCard;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The strategies that a page can run: those of the catalogue, and the files that were named when
/// the lab was started. No viewer can name another file. Immutable.
public final class Strategies {
    private final List<Choice> choices;

    /// One of them.
    ///
    /// @param name as `--strategy` takes it
    /// @param group `yours`, `correct` or `broken on purpose`
    /// @param technique empty for a file, which is compiled when it is used
    /// @param twin the correct strategy that this one is a broken twin of; null if it is not broken
    ///   on purpose
    public record Choice(String name, String group, String technique, @Nullable String twin) {}

    private Strategies(List<Choice> choices) {
        this.choices = List.copyOf(choices);
    }

    /// The catalogue, and what was named.
    ///
    /// @param named what was named when the lab was started: names of the catalogue, and files
    public static Strategies of(List<String> named) {
        List<Choice> choices = new ArrayList<>();
        for (var entry : Catalogue.entries()) {
            var twin = entry.bugCard().map(BugCard::twin).orElse(null);
            var group = twin == null ? "correct" : "broken on purpose";
            choices.add(new Choice(entry.name(), group, entry.technique(), twin));
        }
        named.stream()
                .distinct()
                .filter(name -> choices.stream().noneMatch(each -> each.name().equals(name)))
                .forEach(name -> choices.add(new Choice(name, "yours", "", null)));
        return new Strategies(choices);
    }

    public List<Choice> choices() {
        return choices;
    }

    public Set<String> names() {
        return choices.stream().map(Choice::name).collect(Collectors.toUnmodifiableSet());
    }

    /// The one with this name; empty if nobody may run it.
    public Optional<String> find(String name) {
        return choices.stream().map(Choice::name).filter(name::equals).findFirst();
    }
}
