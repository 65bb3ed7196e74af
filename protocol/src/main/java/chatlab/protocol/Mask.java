package chatlab.protocol;

/// A pattern for names. `*` stands for any number of characters, and `?` for exactly one. They
/// cannot be escaped, because nicks may have a backslash.
///
/// Immutable. Matching is a loop without recursion. When a comparison fails, only the last `*`
/// takes one more character, because a longer match of an earlier `*` could never help. So the time
/// is at most the length of the mask times the length of the text, for every mask.
public final class Mask {
    private static final int END = -1;

    private final String glob;
    private final int[] mask; // folded, by whole characters
    private final CaseMapping mapping;

    private Mask(String glob, CaseMapping mapping) {
        this.glob = glob;
        this.mask = mapping.fold(glob).codePoints().toArray();
        this.mapping = mapping;
    }

    /// The mask `glob`, which compares names by `mapping`.
    public static Mask of(String glob, CaseMapping mapping) {
        return new Mask(glob, mapping);
    }

    /// Whether this mask matches the whole name.
    public boolean matches(String name) {
        return matchesFolded(mapping.fold(name));
    }

    boolean matchesFolded(CharSequence text) {
        int inMask = 0;
        int inText = 0;
        int afterStar = -1; // the position in the mask after its last star so far
        int starEnd = 0; // the end of the text that this star matches
        while (inText < text.length()) {
            int wanted = inMask < mask.length ? mask[inMask] : END;
            int character = Character.codePointAt(text, inText);
            if (wanted == '*') {
                afterStar = ++inMask;
                starEnd = inText;
            } else if (wanted == '?' || wanted == character) {
                inMask++;
                inText += Character.charCount(character);
            } else if (afterStar >= 0) {
                starEnd += Character.charCount(Character.codePointAt(text, starEnd));
                inText = starEnd;
                inMask = afterStar;
            } else {
                return false;
            }
        }
        while (inMask < mask.length && mask[inMask] == '*') {
            inMask++;
        }
        return inMask == mask.length;
    }

    /// The mask as it was given.
    @Override
    public String toString() {
        return glob;
    }
}
