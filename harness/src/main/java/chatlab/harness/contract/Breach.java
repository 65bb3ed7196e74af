package chatlab.harness.contract;

import chatlab.strategies.Guarantee;

import org.jspecify.annotations.Nullable;

/// A sentence of the contract that a strategy breaks though one thread alone calls it.
///
/// @param guarantee what it breaks by that, if `kind` is `PROMISE`; else null
/// @param sentence what was seen, in plain words
public record Breach(Kind kind, @Nullable Guarantee guarantee, String sentence) {

    /// What a breach means for the guarantees.
    public enum Kind {
        /// It breaks a guarantee.
        PROMISE,
        /// A call never returns, or ends the JVM.
        LIVENESS,
        /// Subscribers are told apart by `equals`. No guarantee is about that.
        IDENTITY
    }

    static Breach of(Guarantee guarantee, String sentence) {
        return new Breach(Kind.PROMISE, guarantee, sentence);
    }

    static Breach liveness(String sentence) {
        return new Breach(Kind.LIVENESS, null, sentence);
    }

    static Breach identity(String sentence) {
        return new Breach(Kind.IDENTITY, null, sentence);
    }

    /// Ends one part of the check.
    static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Breach breach;

        Found(Guarantee guarantee, String sentence) {
            this(of(guarantee, sentence));
        }

        Found(Breach breach) {
            super(breach.sentence);
            this.breach = breach;
        }

        Breach breach() {
            return breach;
        }
    }
}
