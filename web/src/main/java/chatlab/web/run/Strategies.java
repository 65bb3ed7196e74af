package chatlab.web.run;

import chatlab.catalogue.Catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The strategies that a page can run: those of the catalogue, and the files that were named when
/// the lab was started. No viewer can name another file. Immutable.
public final class Strategies {
    private final List<Choice> choices;

    /// One of them.
    ///
    /// @param name as `--strategy` takes it
    /// @param group `yours`, `correct` or `broken on purpose`
    /// @param technique empty for a file, which is compiled when it is used
    public record Choice(String name, String group, String technique) {}

    private Strategies(List<Choice> choices) {
        this.choices = List.copyOf(choices);
    }

    /// The catalogue, and what was named.
    ///
    /// @param named what was named when the lab was started: names of the catalogue, and files
    public static Strategies of(List<String> named) {
        List<Choice> choices = new ArrayList<>();
        for (var entry : Catalogue.entries()) {
            var group = entry.bugCard().isPresent() ? "broken on purpose" : "correct";
            choices.add(new Choice(entry.name(), group, entry.technique()));
        }
        named.stream()
                .distinct()
                .filter(name -> choices.stream().noneMatch(each -> each.name().equals(name)))
                .forEach(name -> choices.add(new Choice(name, "yours", "")));
        return new Strategies(choices);
    }

    public List<Choice> choices() {
        return choices;
    }

    /// The one with this name; empty if nobody may run it.
    public Optional<String> find(String name) {
        return choices.stream().map(Choice::name).filter(name::equals).findFirst();
    }
}
