package chatlab.web.run;

import com.fasterxml.jackson.annotation.JsonInclude;

import org.jspecify.annotations.Nullable;

/// What every viewer of a page sees of its run: `chatlab/web-run/1`.
///
/// @param number of the run since the lab has started; 0: there was none
/// @param command as one would type it
/// @param story what it has said so far; null: nothing yet
/// @param sentence how it ended, for people; empty while it runs
/// @param page the address of the page that the command wrote; null: none
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunState(
        String schema,
        int number,
        Phase phase,
        String command,
        @Nullable Object story,
        String sentence,
        @Nullable String page) {
    private static final String SCHEMA = "chatlab/web-run/1";

    enum Phase {
        /// There was no run yet.
        IDLE,
        RUNNING,
        /// The command came to its end, whatever it found.
        ENDED,
        /// A viewer stopped it.
        STOPPED,
        /// The command could not do what was asked.
        FAILED
    }

    static final RunState IDLE = new RunState(SCHEMA, 0, Phase.IDLE, "", null, "", null);

    static RunState of(
            int number,
            Phase phase,
            String command,
            @Nullable Object story,
            String sentence,
            @Nullable String page) {
        return new RunState(SCHEMA, number, phase, command, story, sentence, page);
    }
}
