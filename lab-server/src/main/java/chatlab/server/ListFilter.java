package chatlab.server;

import chatlab.protocol.Mask;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What LIST is to list: `ELIST=CMNTU` in ISUPPORT.
///
/// Parted by commas: `>n` and `<n` by occupants; `C>n`, `C<n`, `T>n` and `T<n` by the minutes since
/// the channel or its topic was made; `!mask`; and masks, of which one must fit.
final class ListFilter {
    private static final Pattern CONDITION = Pattern.compile("([CT]?)([<>])(\\d{1,9})");

    private ListFilter() {}

    static Predicate<Channel> of(String parameter) {
        List<Predicate<Channel>> conditions = new ArrayList<>();
        List<Mask> masks = new ArrayList<>();
        for (var part : parameter.split(",", -1)) {
            var condition = CONDITION.matcher(part);
            if (condition.matches()) {
                long value = Long.parseLong(condition.group(3));
                conditions.add(condition(condition.group(1), condition.group(2), value));
            } else if (part.startsWith("!")) {
                var mask = Mask.of(part.substring(1), Network.CASE);
                conditions.add(channel -> !mask.matches(channel.name()));
            } else if (!part.isEmpty()) {
                masks.add(Mask.of(part, Network.CASE));
            }
        }
        if (!masks.isEmpty()) {
            conditions.add(
                    channel -> masks.stream().anyMatch(mask -> mask.matches(channel.name())));
        }
        return channel -> conditions.stream().allMatch(condition -> condition.test(channel));
    }

    private static Predicate<Channel> condition(String about, String sign, long value) {
        boolean less = sign.equals("<");
        return switch (about) {
            case "C" -> channel -> isWithin(channel.created(), value) == less;
            case "T" ->
                    channel -> {
                        var topic = channel.topic();
                        return topic != null && isWithin(topic.setAt(), value) == less;
                    };
            default ->
                    channel -> {
                        int occupants = channel.rules().occupants();
                        return less ? occupants < value : occupants > value;
                    };
        };
    }

    private static boolean isWithin(Instant moment, long minutes) {
        return Duration.between(moment, Instant.now()).compareTo(Duration.ofMinutes(minutes)) < 0;
    }
}
