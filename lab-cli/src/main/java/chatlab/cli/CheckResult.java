package chatlab.cli;

/// The result of one check of `lab doctor`, and what to do about it.
record CheckResult(Grade grade, String point, String text) {

    /// How serious it is.
    enum Grade {
        OK,
        /// The lab runs, but something is missing or misleading.
        WARN,
        /// The lab does not run.
        FAIL
    }

    static CheckResult ok(String point, String text) {
        return new CheckResult(Grade.OK, point, text);
    }

    static CheckResult warn(String point, String text) {
        return new CheckResult(Grade.WARN, point, text);
    }

    static CheckResult fail(String point, String text) {
        return new CheckResult(Grade.FAIL, point, text);
    }
}
