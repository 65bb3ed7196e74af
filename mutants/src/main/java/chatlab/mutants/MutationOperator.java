package chatlab.mutants;

/// The kinds of concurrency bugs that a mutant can have: each removes or weakens one protection.
enum MutationOperator {
    DROP_SYNCHRONIZED("removes `synchronized`"),
    OTHER_LOCK("locks an object that nobody else locks"),
    LATE_LOCK("begins a synchronized block later"),
    EARLY_UNLOCK("ends a synchronized block earlier"),
    SPLIT_LOCK("releases the lock in the middle, and takes it again"),
    DROP_LOCK("removes a lock's `lock` and `unlock`"),
    EARLY_LOCK_RELEASE("unlocks before the work"),
    LEAKED_LOCK("does not unlock after an exception"),
    SHARED_LOCK("takes the read lock for the write lock"),
    DROP_VOLATILE("removes `volatile`"),
    CHECK_THEN_SET("compares and sets in two steps"),
    BLIND_SET("sets without a comparison"),
    PLAIN_CAS("compares and sets without ordering memory"),
    ONE_ATTEMPT("tries a compare-and-set once"),
    IGNORED_FAILURE("ignores that a compare-and-set failed"),
    GET_THEN_SET("exchanges or increments in two steps"),
    PLAIN_GET("reads an atomic as if it were a plain field"),
    READ_TWICE("reads a shared variable again instead of the local copy"),
    STALE_RETRY("retries with the value that it read before the loop"),
    IF_FOR_WHILE("checks a wait's condition once"),
    NOTIFY_ONE("wakes one waiting thread, not all"),
    DROP_NOTIFY("wakes nobody"),
    DROP_WAIT("does not wait"),
    UNVALIDATED("uses an optimistic read without validating it"),
    SWAP("runs two statements in the other order"),
    EARLY_INDEX("counts an element before storing it"),
    LIVE_VIEW("returns or walks the shared collection instead of a copy"),
    PLAIN_COLLECTION("uses a collection that is not thread-safe"),
    HELD_LOCK("holds the lock for the whole operation");

    private final String meaning;

    MutationOperator(String meaning) {
        this.meaning = meaning;
    }

    /// What it does to the source.
    String meaning() {
        return meaning;
    }
}
