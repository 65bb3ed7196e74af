package chatlab.terminal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.util.regex.Pattern;

/// Reads the duration in an option: a whole number from 1 to 9999999 with the unit `ms`, `s` or
/// `m`, such as `500ms`, `5s` or `2m`.
///
/// The longest is 19 years, so every duration fits into a `long` of nanoseconds. Stateless; any
/// thread may use it.
public final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,6})(ms|s|m)");

    /// @throws TypeConversionException if the text is not such a duration; the message quotes it
    @Override
    public Duration convert(String text) {
        var match = TIME.matcher(text);
        if (!match.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is not a duration: write 500ms, 5s or 2m");
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
