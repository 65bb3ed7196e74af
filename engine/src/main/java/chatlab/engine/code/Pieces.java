package chatlab.engine.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pieces of the instrumented code, by number, and which of them have run in this JVM.
///
/// A piece begins where the code begins, after a condition, on each side of it, and where an
/// exception is caught. Code of a strategy that no execution has run is code about which no verdict
/// says anything.
///
/// Numbers depend on the order in which classes are loaded, so no result may contain one.
public final class Pieces {
    private static final List<Piece> ALL = new ArrayList<>();
    private static final Map<Piece, Integer> NUMBERS = new HashMap<>();

    /// By number. Plain: instrumented code runs on one thread at a time.
    private static boolean[] ran = new boolean[1_024];

    private Pieces() {}

    /// One piece.
    ///
    /// @param className the binary name
    /// @param method its name and descriptor
    /// @param index in the order of the method's code
    /// @param line 0 if the class file does not say
    public record Piece(String className, String method, int index, int line) {}

    /// A piece, and whether it has run.
    public record Visit(Piece piece, boolean ran) {}

    /// Returns the number of a piece, which it gets when first asked for.
    public static synchronized int number(Piece piece) {
        return NUMBERS.computeIfAbsent(
                piece,
                _ -> {
                    ALL.add(piece);
                    if (ALL.size() > ran.length) ran = Arrays.copyOf(ran, 2 * ran.length);
                    return ALL.size() - 1;
                });
    }

    /// Instrumented code calls it at the beginning of each piece.
    public static void ran(int number) {
        ran[number] = true;
    }

    /// All pieces so far.
    public static synchronized List<Visit> visits() {
        var visits = new ArrayList<Visit>();
        for (int i = 0; i < ALL.size(); i++) visits.add(new Visit(ALL.get(i), ran[i]));
        return visits;
    }
}
