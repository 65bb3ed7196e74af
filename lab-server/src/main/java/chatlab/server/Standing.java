package chatlab.server;

/// What a member of a channel is in it, beyond being a member.
record Standing(boolean operator, boolean voice) {
    static final Standing NONE = new Standing(false, false);
    static final Standing OPERATOR = new Standing(true, false);

    /// The same, with one of the two changed.
    ///
    /// @param mode `o` or `v`
    Standing with(char mode, boolean on) {
        return mode == 'o' ? new Standing(on, voice) : new Standing(operator, on);
    }

    /// What stands before the nick: all signs, highest first, or the highest only.
    String prefix(boolean all) {
        var signs = (operator ? "@" : "") + (voice ? "+" : "");
        return all || signs.length() < 2 ? signs : signs.substring(0, 1);
    }
}
