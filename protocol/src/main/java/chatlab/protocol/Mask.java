package chatlab.protocol;

/// A pattern for names, in which `*` stands for any number of characters and `?` for exactly one.
/// Nothing escapes them: a backslash is a character that nicks may have.
///
/// Immutable. Matching is a loop without recursion: when a comparison fails, only the last `*`
/// takes one more character, since a longer match of any `*` before it could never help. So the
/// time is bounded by the length of the mask times that of the text, and no mask makes it run away.
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

    /// The mask `glob`, to be compared with names by the rule of `mapping`.
    public static Mask of(String glob, CaseMapping mapping) {
        return new Mask(glob, mapping);
    }

    /// Whether this mask covers the whole of `name`.
    public boolean matches(String name) {
        return matchesFolded(mapping.fold(name));
    }

    boolean matchesFolded(CharSequence text) {
        int inMask = 0;
        int inText = 0;
        int afterStar = -1; // where the mask goes on behind its last star so far
        int starEnd = 0; // where that which this star covers ends
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
