package chatlab.engine.execution;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Why a thread cannot continue, and what ends its wait.
///
/// @param isOver looks at the state of a lock or the like; has no effects
/// @param what for instance `for a permit`; asked only when somebody wants to know
/// @param early whether the wait may end before `isOver`
/// @param mayEndEarly for an early end, for instance that the monitor is free; has no effects
/// @param nanos how long it waits at most, if it may end by time
record Wait(
        BooleanSupplier isOver,
        Supplier<String> what,
        Early early,
        BooleanSupplier mayEndEarly,
        long nanos) {
    /// How a wait may end without its reason.
    enum Early {
        NEVER,
        /// As `Object.wait` and `park` may, at any time. It never saves from a deadlock.
        SPURIOUSLY,
        /// Its time may be over, at any time.
        BY_TIME
    }

    static Wait until(BooleanSupplier isOver, Supplier<String> what) {
        return new Wait(isOver, what, Early.NEVER, () -> false, 0);
    }
}
