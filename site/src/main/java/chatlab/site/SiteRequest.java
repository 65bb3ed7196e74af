package chatlab.site;

import java.util.Map;

/// A request that the guards have let in.
///
/// @param query the first value of each parameter
/// @param body its text; empty for one that only reads
public record SiteRequest(String path, Map<String, String> query, String body) {
    public SiteRequest {
        query = Map.copyOf(query);
    }
}
