package chatlab.mutants;

/// A strategy with one small change.
///
/// @param file the file name of the original, such as `CopyOnWriteBroadcast.java`
/// @param change names the change; no other variant of the original has this name
record Variant(String file, String change, String source) {

    /// Such as `CopyOnWrite: yields before join`.
    String id() {
        return file.replace("Broadcast.java", "") + ": " + change;
    }
}
