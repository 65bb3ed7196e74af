package chatlab.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// How many times as fast one thing is as another, with an interval.
///
/// Forks are the sample: one fork's iterations share its memory layout and its compiled code, so
/// they are not independent, and pooling them finds differences that do not exist. Speeds are
/// compared as logarithms, so that the result is an interval of the ratio, and A to B is the
/// reciprocal of B to A.
///
/// @param basis which forks were compared with which
/// @param logarithm of the estimated ratio
/// @param standardError of the logarithm
/// @param forks how many forks of the subject count
/// @param others how many forks of the other count
/// @param looks how often the run looks at its results to decide whether to go on. Each look has an
///   equal share of the permitted error, so that all together keep it (Bonferroni's inequality)
/// @see <a href="https://dri.es/files/oopsla07-georges.pdf">Georges, Buytaert, Eeckhout:
///   Statistically Rigorous Java Performance Evaluation</a>
/// @see <a href="https://doi.org/10.1093/biomet/70.3.659">Lan, DeMets: Discrete Sequential
///   Boundaries for Clinical Trials</a>, about spending the error look by look
public record Ratio(
        Basis basis,
        double logarithm,
        double standardError,
        double degreesOfFreedom,
        int forks,
        int others,
        int looks) {

    /// Which forks are compared with which.
    public enum Basis {
        /// Each fork with the other's fork in the same round. The machine changes less within a
        /// round than from round to round, and what changes between rounds cancels out.
        ROUNDS,
        /// All forks of one with all forks of the other, where no rounds are known.
        FORKS
    }

    /// Compares two results: round by round if both know their rounds, otherwise all forks.
    ///
    /// @throws IllegalArgumentException if there are not two forks of each, if one has no speed, or
    ///   if their units cannot be converted
    public static Ratio of(JmhResult subject, JmhResult other) {
        if (!subject.hasUnitLike(other)) throw new IllegalArgumentException("other units");
        Map<Integer, Double> mine = subject.logSpeedsByRound();
        Map<Integer, Double> others = other.logSpeedsByRound();
        if (mine.isEmpty() || others.isEmpty()) {
            return ofForks(subject.logSpeeds(), other.logSpeeds());
        }
        List<Double> differences = new ArrayList<>();
        mine.forEach((round, speed) -> {
            Double against = others.get(round);
            if (against != null) differences.add(speed - against);
        });
        return ofRounds(differences, Math.max(subject.looks(), other.looks()));
    }

    /// The t-interval of the mean difference within a round, without the highest and the lowest
    /// tenth of the rounds (Tukey and McLaughlin 1963, Yuen 1974). On a shared machine a fork can
    /// stand still for half its time; a single such round would widen the interval more than it
    /// tells.
    ///
    /// @param differences of the logarithms of the speeds, one for each round
    public static Ratio ofRounds(List<Double> differences, int looks) {
        requireSpread(differences);
        List<Double> sorted = differences.stream().sorted().toList();
        int rounds = sorted.size();
        int cut = rounds / 10;
        List<Double> kept = sorted.subList(cut, rounds - cut);
        // What is cut off counts as the nearest value that is kept: it widens the interval a
        // little.
        List<Double> drawnIn =
                sorted.stream().map(d -> Math.clamp(d, kept.getFirst(), kept.getLast())).toList();
        double n = kept.size();
        double variance = Student.variance(drawnIn) * (rounds - 1) / (n - 1);
        return new Ratio(
                Basis.ROUNDS,
                Student.mean(kept),
                Math.sqrt(variance / n),
                n - 1,
                rounds,
                rounds,
                looks);
    }

    /// What two equally fast things would give. A few differences may by chance be small ones, so
    /// the spread is taken to be as large as they allow, with a confidence of 80 %.
    ///
    /// @param differences within a round, of which the mean is known to be 0
    public static Ratio expected(int rounds, List<Double> differences, int looks) {
        double error = Student.largestSpread(differences) / Math.sqrt(rounds);
        return new Ratio(Basis.ROUNDS, 0, error, rounds - 1, rounds, rounds, looks);
    }

    /// Welch's interval of the difference of the means, with Satterthwaite's degrees of freedom.
    ///
    /// @param subject the logarithms of its speeds, one for each fork
    public static Ratio ofForks(List<Double> subject, List<Double> other) {
        requireSpread(subject);
        requireSpread(other);
        int n = subject.size();
        int m = other.size();
        double a = Student.variance(subject) / n;
        double b = Student.variance(other) / m;
        return new Ratio(
                Basis.FORKS,
                Student.mean(subject) - Student.mean(other),
                Math.sqrt(a + b),
                (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1)),
                n,
                m,
                1);
    }

    public double estimate() {
        return Math.exp(logarithm);
    }

    public Interval interval(double confidence) {
        double half =
                standardError == 0
                        ? 0
                        : standardError
                                * Student.quantileAbove(
                                        (1 - confidence) / looks / 2, degreesOfFreedom);
        return new Interval(Math.exp(logarithm - half), Math.exp(logarithm + half), confidence);
    }

    /// The probability, over all looks, of an estimate at least this large if the true ratio were
    /// the given one.
    double probabilityIfOnly(double ratio) {
        double distance = logarithm - Math.log(ratio);
        if (standardError == 0) {
            return distance > 0 ? 0 : 1;
        }
        return Math.min(
                1, looks * Student.probabilityAbove(distance / standardError, degreesOfFreedom));
    }

    /// The ratio of the other to the subject.
    Ratio turned() {
        return new Ratio(
                basis,
                -logarithm,
                standardError,
                degreesOfFreedom,
                /* forks= */ others,
                /* others= */ forks,
                looks);
    }

    /// The ratio as if both sides had so many forks, with the variance that was measured.
    Ratio withForks(int number) {
        double now = Math.max(forks, others);
        return new Ratio(
                basis,
                logarithm,
                standardError * Math.sqrt(now / number),
                degreesOfFreedom * (number - 1) / (now - 1),
                number,
                number,
                looks);
    }

    private static void requireSpread(List<Double> logarithms) {
        if (logarithms.size() < 2) {
            throw new IllegalArgumentException("one fork has no variance: " + logarithms);
        }
        if (!logarithms.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("not all above 0: " + logarithms);
        }
    }
}
