package chatlab.protocol;

/// A pattern for names, in which `*` stands for any number of characters and `?` for exactly one.
/// Nothing escapes them: a backslash is a character that nicks may have.
///
/// Immutable. Matching is a loop without recursion: when a comparison fails, only the last `*`
/// takes one more character, since a longer match of any `*` before it could never help. So a match
/// reads the text at most once per character of the mask, and no mask makes it run away.
public final class Mask {
    private final String glob;
    private final String folded;
    private final CaseMapping mapping;

    private Mask(String glob, CaseMapping mapping) {
        this.glob = glob;
        this.folded = mapping.fold(glob);
        this.mapping = mapping;
    }

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
        int starEnd = 0; // what that star covers ends here
        while (inText < text.length()) {
            if (inMask < folded.length() && folded.charAt(inMask) == '*') {
                afterStar = ++inMask;
                starEnd = inText;
                continue;
            }
            int character = Character.codePointAt(text, inText);
            if (inMask < folded.length() && covers(inMask, character)) {
                inMask += Character.charCount(folded.codePointAt(inMask));
                inText += Character.charCount(character);
            } else if (afterStar >= 0) {
                starEnd += Character.charCount(Character.codePointAt(text, starEnd));
                inText = starEnd;
                inMask = afterStar;
            } else {
                return false;
            }
        }
        while (inMask < folded.length() && folded.charAt(inMask) == '*') {
            inMask++;
        }
        return inMask == folded.length();
    }

    private boolean covers(int inMask, int character) {
        int wanted = folded.codePointAt(inMask);
        return wanted == '?' || wanted == character;
    }

    /// The mask as it was given.
    @Override
    public String toString() {
        return glob;
    }
}
