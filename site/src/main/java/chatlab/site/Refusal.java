package chatlab.site;

/// Why a request is refused.
///
/// @param status of HTTP
/// @param sentence for the user
public record Refusal(int status, String sentence) {}
