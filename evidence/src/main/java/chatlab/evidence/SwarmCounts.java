package chatlab.evidence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What the clients of a swarm received, all together: a part of `swarm.json`.
///
/// @param expected deliveries that had to arrive
/// @param lost of these, those that did not
/// @param early answers that arrived before a message that their sender had got when it sent them
/// @param alien arrivals that nobody had sent to the receiver
/// @param totalOrder whether any two receivers got their common messages in the same order
/// @param strategyErrors exceptions that the strategy threw; null if the swarm did not start the
///   server
@JsonIgnoreProperties(ignoreUnknown = true)
public record SwarmCounts(
        long sent,
        long expected,
        long delivered,
        long lost,
        long duplicated,
        long reordered,
        long early,
        long alien,
        boolean totalOrder,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long strategyErrors) {

    /// The name and version of `swarm.json`'s schema.
    public static final String SCHEMA = "chatlab/swarm/1";

    /// Reads the output of `lab swarm --json`; empty if it is something else.
    public static Optional<SwarmCounts> read(String json) {
        try {
            var tree = Json.mapper().readTree(json);
            return tree != null && tree.path("schema").asText().equals(SCHEMA)
                    ? Optional.of(Json.mapper().treeToValue(tree, SwarmCounts.class))
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
