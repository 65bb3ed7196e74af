package chatlab.evidence;

/// One reason why a result cannot support a claim.
///
/// @param field the field of the JMH file that is wrong
/// @param remedy what to do instead, as an imperative
public record Objection(String field, String reason, String remedy) {
    @Override
    public String toString() {
        return field + ": " + reason;
    }
}
