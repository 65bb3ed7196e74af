package chatlab.server.command;

import chatlab.protocol.Mask;
import chatlab.protocol.Names;
import chatlab.server.channel.Channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The filter of LIST, announced in ISUPPORT as `ELIST=CMNTU`.
///
/// It is a list of conditions with commas between them. `>n` and `<n` count occupants. `C>n` and
/// `C<n` count the minutes since the channel was created, `T>n` and `T<n` those since its topic was
/// set. `!mask` excludes names. If there are masks, one of them must match.
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
                var mask = Mask.of(part.substring(1), Names.CASE);
                conditions.add(channel -> !mask.matches(channel.name()));
            } else if (!part.isEmpty()) {
                masks.add(Mask.of(part, Names.CASE));
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
