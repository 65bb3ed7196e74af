package chatlab.evidence.race;

import java.util.List;

/// The strategy that `lab race` tested.
///
/// @param source the path of its `.java` file, or its class name if it came as a class
/// @param sha256 of its source, in hexadecimal
/// @param declared the names of the guarantees that it declares
public record RacedStrategy(String name, String source, String sha256, List<String> declared) {
    public RacedStrategy {
        declared = List.copyOf(declared);
    }
}
