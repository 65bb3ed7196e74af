package chatlab.bench;

import java.util.Locale;

/// What a delivery does to its subscriber; see [BenchChannel].
public enum Sink {
    READ,
    WRITE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
