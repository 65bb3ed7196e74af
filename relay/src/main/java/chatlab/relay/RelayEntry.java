package chatlab.relay;

import java.util.List;

/// An ordering that the lab brings along.
///
/// @param name the name for `--relay`
/// @param technique what it shows
/// @param guarantees what it promises
/// @param stack its JGroups stack, as XML; a copy is where a stack of one's own begins
public record RelayEntry(
        String name, String technique, List<RelayGuarantee> guarantees, String stack) {
    public RelayEntry {
        guarantees = List.copyOf(guarantees);
    }
}
