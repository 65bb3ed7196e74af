package chatlab.races;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.time.Duration;
import java.util.regex.Pattern;

/// Reads a time such as `500ms`, `20s` or `10m`.
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern TIME = Pattern.compile("([1-9]\\d{0,6})(ms|s|m)");

    @Override
    public Duration convert(String text) {
        var match = TIME.matcher(text);
        if (!match.matches()) {
            throw new TypeConversionException(
                    "'" + text + "' is no time such as 500ms, 20s or 10m");
        }
        long amount = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
