package chatlab.coursework.check;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words that say more than any number of tests can show.
///
/// Tests show that something was seen, or that it was not seen so many times. They cannot show that
/// it does not exist. What denies or doubts in the same breath ("does not prove that it is safe",
/// "whether it is safe") is not an overclaim; nor is "never seen", which says just what happened.
final class Overclaims {

    private static final String NEGATION =
            "(?:not|n['’]t|no|cannot|never|neither|nor|without|whether|if|unless|hardly|far"
                    + " from|what would)";

    /// Up to six words may stand between the negation and what it denies.
    private static final Pattern DENIED =
            Pattern.compile("(?i)(?:\\b|(?<=\\w))" + NEGATION + "(?:\\s+[\\w'’-]+){0,6}\\s*$");

    private static final List<Pattern> STRONG =
            List.of(
                    word(
                            "(?:is|are|was|were|be|it's|it’s) (?:now |perfectly |completely"
                                    + " |totally |fully |truly |absolutely |100 ?%"
                                    + " )?(?:thread-?safe|safe|race-free|bug-free|correct)"),
                    word("(?:proves?|proven|proved|proof)"),
                    word("guaranteed to"),
                    word("impossible"),
                    word("(?<!almost )(?<!nearly )always"),
                    word("(?:has|have|contains?|there (?:is|are)) no (?:data )?(?:races?|bugs?)"),
                    word(
                            "never(?! (?:(?:has |have )?been |was |were |did"
                                    + " )?(?:see|seen|saw|observed?|occur|occurred|happened|happens"
                                    + " in|shown|found|caught|broke|broken|lost|in ))"),
                    word(
                            "(?:cannot|can['’]?t|can not)(?! (?:be (?:sure|excluded|ruled"
                                    + " out|certain|known)|prove|show|say|exclude|rule"
                                    + " out|conclude|know|tell|claim|see|distinguish|judge))"));

    private Overclaims() {}

    /// The first of such words, as they stand there.
    static Optional<String> in(String text) {
        return STRONG.stream()
                .flatMap(pattern -> pattern.matcher(text).results())
                .filter(match -> !isDenied(text.substring(0, match.start())))
                .min((a, b) -> Integer.compare(a.start(), b.start()))
                .map(match -> match.group());
    }

    private static boolean isDenied(String before) {
        int clause = Math.max(before.lastIndexOf(';'), before.lastIndexOf(". "));
        String near = before.substring(Math.max(clause + 1, before.length() - 80));
        Matcher matcher = DENIED.matcher(near);
        return matcher.find();
    }

    private static Pattern word(String expression) {
        return Pattern.compile("(?i)\\b" + expression + "(?![\\w-])");
    }
}
