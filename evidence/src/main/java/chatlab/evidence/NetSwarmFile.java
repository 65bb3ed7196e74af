package chatlab.evidence;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// What `lab swarm --servers` saw, as far as other tools read its `swarm.json`.
///
/// @param relay a name, or the path of a file
/// @param sha256 of that file; null for a relay of the lab
/// @param lossPercent of the packets between servers
/// @param faults such as `kill a.lab at 2.0 s`
/// @param broken promises of the relay that were seen broken
@JsonIgnoreProperties(ignoreUnknown = true)
public record NetSwarmFile(
        String relay,
        @Nullable String sha256,
        double lossPercent,
        List<String> faults,
        Counts audit,
        List<String> broken) {

    /// The name and version of its schema.
    public static final String SCHEMA = "chatlab/net-swarm/1";

    public NetSwarmFile {
        faults = List.copyOf(faults);
        broken = List.copyOf(broken);
    }

    /// What all receivers that stayed got.
    ///
    /// @param sent messages
    /// @param early answers before a message that their sender had got
    /// @param refused messages whose sender was told that they are refused
    /// @param disagreed messages that one receiver got and another did not
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Counts(
            long sent,
            long delivered,
            long lost,
            long duplicated,
            long reordered,
            long early,
            long refused,
            long disagreed,
            boolean totalOrder) {}

    /// Reads a `swarm.json`; empty if it is something else.
    public static Optional<NetSwarmFile> of(JsonNode json) {
        try {
            boolean isWhole =
                    json.path("schema").asText().equals(SCHEMA)
                            && json.path("relay").isTextual()
                            && json.path("faults").isArray()
                            && json.path("broken").isArray()
                            && json.path("audit").path("sent").asLong() > 0;
            return isWhole
                    ? Optional.of(Json.mapper().treeToValue(json, NetSwarmFile.class))
                    : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
