package chatlab.engine.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All fields and lines that instrumented code mentions, by number.
///
/// Numbers grow for as long as the JVM runs: instrumented code holds them as constants. They depend
/// on the order in which classes are loaded, so no result may contain one.
public final class CodeIndex {
    private record FieldKey(ClassLoader loader, String owner, String name) {}

    private static final List<SharedField> FIELDS = new ArrayList<>();
    private static final Map<FieldKey, SharedField> FIELDS_BY_NAME = new HashMap<>();
    private static final List<Place> PLACES = new ArrayList<>(List.of(Place.OUTSIDE));
    private static final Map<Place, Integer> NUMBERS = new HashMap<>(Map.of(Place.OUTSIDE, 0));

    /// The number of [Place#OUTSIDE].
    public static final int OUTSIDE = 0;

    private CodeIndex() {}

    /// Returns the field of a class that `loader` loads, and gives it a number when first asked.
    public static synchronized SharedField field(
            ClassLoader loader, SharedField.Declaration declaration) {
        return FIELDS_BY_NAME.computeIfAbsent(
                new FieldKey(loader, declaration.owner(), declaration.name()),
                _ -> {
                    var field = new SharedField(FIELDS.size(), loader, declaration);
                    FIELDS.add(field);
                    return field;
                });
    }

    public static SharedField field(int number) {
        return FIELDS.get(number);
    }

    /// Returns the number of a place, which it gets when first asked for.
    public static synchronized int number(Place place) {
        return NUMBERS.computeIfAbsent(
                place,
                _ -> {
                    PLACES.add(place);
                    return PLACES.size() - 1;
                });
    }

    public static Place place(int number) {
        return PLACES.get(number);
    }
}
