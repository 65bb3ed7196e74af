package chatlab.coursework.check;

import chatlab.coursework.files.Nearest;
import chatlab.coursework.report.CheckedReport.Kind;
import chatlab.coursework.report.Texts;
import chatlab.evidence.ClaimVerdict;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A claim that cannot be held against its evidence, and why not.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ClaimVerdict verdict;
    private final String help;
    private final @Nullable Kind finding;
    private final String key;

    private RefusedException(
            ClaimVerdict verdict, String why, String help, @Nullable Kind finding, String key) {
        super(why);
        this.verdict = verdict;
        this.help = help;
        this.finding = finding;
        this.key = key;
    }

    /// There is nothing to hold it against.
    static RefusedException notRun(String why, String help) {
        return new RefusedException(ClaimVerdict.NOT_RUN, why, help, null, "evidence");
    }

    /// The evidence must not be used.
    static RefusedException inadmissible(String why, String help) {
        return new RefusedException(ClaimVerdict.INADMISSIBLE, why, help, null, "evidence");
    }

    /// The claim itself is not as a claim must be; that is a finding too, at the key's line.
    static RefusedException key(String key, String why, String help) {
        return new RefusedException(ClaimVerdict.NOT_RUN, why, help, Kind.KEY, key);
    }

    /// The value of a key is none of those that it may have.
    static RefusedException notOneOf(List<String> allowed, String key, String value, String help) {
        return key(
                key,
                "'%s' must be one of %s, not '%s'%s"
                        .formatted(
                                key,
                                String.join(", ", allowed),
                                Texts.cut(value),
                                Nearest.hint(value, allowed)),
                help);
    }

    /// The same, and it is a finding about the evidence too.
    RefusedException andAFinding() {
        return new RefusedException(verdict, why(), help, Kind.EVIDENCE, key);
    }

    String why() {
        return String.valueOf(getMessage());
    }

    String help() {
        return help;
    }

    /// What to report it as, besides the verdict; null: nothing.
    @Nullable Kind finding() {
        return finding;
    }

    /// The claim's key that it is about.
    String key() {
        return key;
    }

    Ruling ruling(String expected) {
        return Ruling.against(verdict, why(), help, expected, why());
    }
}
