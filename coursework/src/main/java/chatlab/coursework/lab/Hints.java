package chatlab.coursework.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.util.List;

/// What to ask oneself when a lab does not go on, from a nudge to nearly the answer.
///
/// @param lab its number
/// @param stages each says more than the one before
public record Hints(String schema, String lab, List<String> stages) {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    public Hints {
        stages = List.copyOf(stages);
    }

    public static Hints of(LabFolder lab) throws IOException {
        return YAML.readValue(lab.hints().toFile(), Hints.class);
    }
}
