package chatlab.engine.odd;

/// A computation that one thread does alone.
public interface Puzzle {
    String solve() throws Exception;
}
