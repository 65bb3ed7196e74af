package chatlab.web.run;

import com.fasterxml.jackson.databind.JsonNode;

/// What a command has said so far, as one document. The [RunDesk] makes no two calls at once.
public interface RunStory {
    /// Takes a line of the command's output.
    void add(JsonNode line);

    /// All that a page needs to draw: a value that Jackson can write, and that never changes.
    Object document();
}
