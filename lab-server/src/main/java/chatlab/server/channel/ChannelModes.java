package chatlab.server.channel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The modes of a channel at one moment. Immutable.
///
/// @param key the word that JOIN must bring, or null
/// @param limit the most occupants, or 0 if there is no limit
public record ChannelModes(Set<Flag> flags, @Nullable String key, int limit) {

    /// The modes without a parameter: each is on or off.
    public enum Flag {
        INVITE_ONLY('i'),
        MODERATED('m'),
        NO_OUTSIDERS('n'),
        SECRET('s'),
        PROTECTED_TOPIC('t');

        private final char letter;

        Flag(char letter) {
            this.letter = letter;
        }

        public static Optional<Flag> of(char letter) {
            return Arrays.stream(values()).filter(flag -> flag.letter == letter).findFirst();
        }
    }

    /// The modes of a new channel.
    static final ChannelModes INITIAL = new ChannelModes(EnumSet.of(Flag.NO_OUTSIDERS), null, 0);

    public ChannelModes {
        flags = Collections.unmodifiableSet(flags);
    }

    public boolean has(Flag flag) {
        return flags.contains(flag);
    }

    public ChannelModes with(Flag flag, boolean on) {
        var changed = EnumSet.noneOf(Flag.class);
        changed.addAll(flags);
        if (on) {
            changed.add(flag);
        } else {
            changed.remove(flag);
        }
        return new ChannelModes(changed, key, limit);
    }

    public ChannelModes withKey(@Nullable String word) {
        return new ChannelModes(flags, word, limit);
    }

    public ChannelModes withLimit(int occupants) {
        return new ChannelModes(flags, key, occupants);
    }

    /// The modes that are set, such as `+ntkl`. Their parameters are [#parameters].
    public String letters() {
        var letters = new StringBuilder();
        for (var flag : flags) letters.append(flag.letter);
        if (key != null) letters.append('k');
        if (limit != 0) letters.append('l');
        return "+" + letters;
    }

    /// The parameters of [#letters]. Only members see the key.
    public List<String> parameters(boolean member) {
        var parameters = new ArrayList<String>();
        if (key != null) parameters.add(member ? key : "*");
        if (limit != 0) parameters.add(Integer.toString(limit));
        return parameters;
    }
}
