package chatlab.terminal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.util.regex.Pattern;

/// Reads the time that an option is given: a whole number from 1 to 9999999 with its unit, which is
/// `ms`, `s` or `m`, such as `500ms`, `5s` or `2m`.
///
/// The longest is nineteen years, so every one of them fits into a `long` of nanoseconds. Has no
/// state; any thread may use it.
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,6})(ms|s|m)");

    /// Reads one.
    ///
    /// @throws TypeConversionException with a sentence that names the text, if it is no such time
    @Override
    public Duration convert(String text) {
        var match = TIME.matcher(text);
        if (!match.matches()) {
            throw new TypeConversionException("'" + text + "' is no time such as 500ms, 5s or 2m");
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
