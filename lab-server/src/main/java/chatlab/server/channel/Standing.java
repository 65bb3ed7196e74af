package chatlab.server.channel;

/// The rights of a member in a channel.
public record Standing(boolean operator, boolean voice) {
    static final Standing NONE = new Standing(false, false);
    static final Standing OPERATOR = new Standing(true, false);

    /// This standing with one right given or taken.
    ///
    /// @param mode `o` or `v`
    Standing with(char mode, boolean on) {
        return mode == 'o' ? new Standing(on, voice) : new Standing(operator, on);
    }

    /// The signs before the nick: all of them, highest first, or only the highest.
    public String prefix(boolean all) {
        var signs = (operator ? "@" : "") + (voice ? "+" : "");
        return all || signs.length() < 2 ? signs : signs.substring(0, 1);
    }
}
