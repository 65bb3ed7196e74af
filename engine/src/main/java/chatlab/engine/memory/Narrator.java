package chatlab.engine.memory;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Hears what happens in the memory: for races, and for the steps in words.
public interface Narrator {
    /// Two accesses that conflict and are not ordered by happens-before (JLS 17.4.5).
    void race(Variable variable, RacingAccess one, RacingAccess other);

    /// A read that returned the newest write; others were possible as well.
    void read(Variable variable, AccessMode mode, Write seen, List<Write> others, int place);

    /// A read that returned an older write.
    ///
    /// @param stays true if the thread does not read the variable again in this loop
    void staleRead(
            Variable variable, AccessMode mode, Write seen, Write newest, boolean stays, int place);

    void write(Variable variable, AccessMode mode, @Nullable Object value, int place);

    /// An atomic read and write.
    ///
    /// @param isWritten false if it only compared
    void update(
            Variable variable,
            AccessMode mode,
            @Nullable Object before,
            @Nullable Object after,
            boolean isWritten,
            int place);

    /// A final field was read before its constructor ended.
    void staleFinal(Variable variable, int place);
}
