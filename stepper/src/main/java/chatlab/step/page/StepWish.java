package chatlab.step.page;

import chatlab.engine.Engine.MemoryModel;

import org.jspecify.annotations.Nullable;

/// What a page asks of its [StepSession]. What a kind of wish does not need is absent.
///
/// @param after how many of the steps so far remain
/// @param thread that takes steps
/// @param alternative which older value it reads; 0: the newest
/// @param strategy a name of the catalogue, or of a file
/// @param source of a file that the user has given to the page
/// @param memory `jmm` or `sc`
/// @param everywhere whether a search tries all scenarios
record StepWish(
        @Nullable Kind wish,
        int after,
        @Nullable String thread,
        int alternative,
        @Nullable String strategy,
        @Nullable String source,
        @Nullable String scenario,
        @Nullable String memory,
        @Nullable String schedule,
        boolean everywhere) {
    enum Kind {
        /// Begins with a strategy in a scenario, and plays a schedule.
        OPEN,
        /// One step.
        STEP,
        /// All steps until the thread waits or ends.
        RUN,
        /// Steps until another line of the strategy.
        LINE,
        /// The next step of the bundled witness.
        NEXT,
        /// Looks for a schedule that breaks a guarantee.
        SEARCH,
        /// Ends the search.
        STOP
    }

    MemoryModel theMemory() {
        return "sc".equals(memory) ? MemoryModel.SEQUENTIAL : MemoryModel.JMM;
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
