package chatlab.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The rule by which a server treats two spellings as the same name. A server announces its rule in
/// `RPL_ISUPPORT`, as `CASEMAPPING=ascii`.
public enum CaseMapping {
    /// Only the letters A to Z have lower case forms. The lab's own server uses this rule.
    ASCII,

    /// Like `ASCII`, and `[ ] \ ~` have the lower case forms `{ } | ^`, as on a Scandinavian
    /// keyboard of 1988.
    RFC1459;

    /// The mapping that `RPL_ISUPPORT` calls `token`, if there is one.
    public static Optional<CaseMapping> of(String token) {
        return Arrays.stream(values()).filter(mapping -> mapping.token().equals(token)).findFirst();
    }

    /// The name of this mapping in `RPL_ISUPPORT`.
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one form that all spellings of `name` share.
    public String fold(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (fold(name.charAt(i)) != name.charAt(i)) {
                return foldFrom(i, name);
            }
        }
        return name;
    }

    private String foldFrom(int first, String name) {
        char[] folded = name.toCharArray();
        for (int i = first; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    private char fold(char c) {
        if (Ascii.isUpperCase(c)) {
            return (char) (c + ('a' - 'A'));
        }
        if (this == ASCII) {
            return c;
        }
        return switch (c) {
            case '[' -> '{';
            case ']' -> '}';
            case '\\' -> '|';
            case '~' -> '^';
            default -> c;
        };
    }
}
