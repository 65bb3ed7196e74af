package chatlab.coursework.lab;

import chatlab.coursework.files.Folders;
import chatlab.coursework.files.InputException;
import chatlab.coursework.files.YamlMap;

import java.io.IOException;
import java.util.List;

/// Hints for a student who is stuck, from a nudge to nearly the answer.
///
/// @param lab its number
/// @param stages each says more than the one before
public record Hints(String schema, String lab, List<String> stages) {
    public Hints {
        stages = List.copyOf(stages);
    }

    public static Hints of(LabFolder lab) throws IOException {
        var file = lab.hints();
        try {
            var map = YamlMap.parse(file.toString(), Folders.read(file), "a lab's hints");
            var hints = new Hints(map.text("schema"), map.text("lab"), map.texts("stages"));
            map.end();
            return hints;
        } catch (InputException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
