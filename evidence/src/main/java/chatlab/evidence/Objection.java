package chatlab.evidence;

/// One reason why a result cannot support a claim.
///
/// @param field the field of the JMH file that is wrong
public record Objection(String field, String reason) {
    @Override
    public String toString() {
        return field + ": " + reason;
    }
}
