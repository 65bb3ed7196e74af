package chatlab.server.net;

import chatlab.protocol.Names;
import chatlab.server.channel.User;
import chatlab.server.net.Event.Ref;
import chatlab.server.net.Event.Set;
import chatlab.server.net.Event.Setting;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// When each setting of each channel was last changed, so that all servers end with the same, in
/// whatever order they learn of the changes: the latest change counts. Confined to [Arrivals].
final class Settings {
    /// By folded channel, then by what is set.
    private final Map<String, Map<String, Latest>> channels = new HashMap<>();

    private final Map<String, Stamp> stays = new HashMap<>();

    private record Latest(Setting setting, String by, Stamp at) {}

    /// Notes a change.
    ///
    /// @return false if a later one is known
    boolean isLatest(String channel, Setting setting, String by, Stamp at) {
        var all = channels.computeIfAbsent(Names.CASE.fold(channel), _ -> new TreeMap<>());
        var key = key(setting);
        var stay = setting.target() == null ? null : stays.get(stay(channel, setting.target()));
        if (stay != null && at.isBefore(stay)) return false; // it was for an earlier stay
        var before = all.get(key);
        if (before != null && !before.at().isBefore(at)) return false;
        all.put(key, new Latest(setting, by, at));
        return true;
    }

    private static String key(Setting setting) {
        char letter = setting.letter();
        return switch (letter) {
            case 'b' -> "b " + Names.CASE.fold(String.valueOf(setting.parameter()));
            case 'o', 'v' -> letter + " " + setting.target();
            default -> String.valueOf(letter);
        };
    }

    /// A user has entered, which ends what was set for an earlier stay.
    ///
    /// @return the standings that were set for this stay, if the news of them came before that of
    ///   it
    List<Setting> entered(String channel, User user, Stamp at, boolean founder) {
        var ref = Ref.of(user);
        stays.put(stay(channel, ref), at);
        var found = new ArrayList<Setting>();
        for (char letter : new char[] {'o', 'v'}) {
            var setting = new Setting(founder && letter == 'o', letter, null, ref);
            var latest = latest(channel, setting);
            if (latest != null && !latest.at().isBefore(at)) found.add(latest.setting());
            else if (setting.on()) isLatest(channel, setting, user.server(), at);
        }
        return found;
    }

    private @Nullable Latest latest(String channel, Setting like) {
        return channels.getOrDefault(Names.CASE.fold(channel), Map.of()).get(key(like));
    }

    /// When a user entered a channel.
    @Nullable Stamp entry(String channel, User user) {
        return stays.get(stay(channel, Ref.of(user)));
    }

    private static String stay(String channel, Ref user) {
        return Names.CASE.fold(channel) + " " + user;
    }

    void left(String channel, User user) {
        var ref = Ref.of(user);
        stays.remove(stay(channel, ref));
        var all = channels.get(Names.CASE.fold(channel));
        if (all == null) return;
        all.remove("o " + ref);
        all.remove("v " + ref);
    }

    /// A channel has ended.
    void ended(String channel) {
        channels.remove(Names.CASE.fold(channel));
    }

    /// All settings of all channels, for servers that may not know them.
    List<Set> all() {
        var all = new ArrayList<Set>();
        channels.forEach((channel, settings) ->
                settings.values().stream()
                        .filter(latest -> isCurrent(channel, latest))
                        .map(latest ->
                                new Set(
                                        channel,
                                        0,
                                        latest.by(),
                                        List.of(latest.setting()),
                                        latest.at()))
                        .forEach(all::add));
        return all;
    }

    /// The same on all servers that know the same.
    int digest() {
        int digest = 0;
        for (var set : all()) {
            var setting = set.settings().getFirst();
            digest += Objects.hash(set.channel(), key(setting), set.at());
        }
        return digest;
    }

    /// The standing of somebody who is not in the channel means nothing.
    private boolean isCurrent(String channel, Latest latest) {
        var target = latest.setting().target();
        return target == null || stays.containsKey(stay(channel, target));
    }
}
