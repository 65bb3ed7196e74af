package chatlab.bench;

import java.util.Locale;

/// What a delivery does to its subscriber; see [Audience].
enum Sink {
    READ,
    WRITE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
