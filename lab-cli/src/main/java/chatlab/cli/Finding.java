package chatlab.cli;

/// What `lab doctor` found on one point, and what to do about it.
record Finding(Grade grade, String point, String text) {

    /// How bad it is.
    enum Grade {
        OK,
        /// The lab runs, but something will be missing or misleading.
        WARN,
        /// The lab does not run.
        FAIL
    }

    static Finding ok(String point, String text) {
        return new Finding(Grade.OK, point, text);
    }

    static Finding warn(String point, String text) {
        return new Finding(Grade.WARN, point, text);
    }

    static Finding fail(String point, String text) {
        return new Finding(Grade.FAIL, point, text);
    }
}
