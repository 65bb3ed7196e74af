package chatlab.evidence;

import java.util.List;

/// How many times as fast one thing is as another, estimated from the mean scores of their forks.
///
/// Forks are the sample: one fork's iterations share its memory layout and its compiled code, so
/// they are not independent, and pooling them finds differences that do not exist. Means are
/// compared as logarithms (Welch's test with Satterthwaite's degrees of freedom), so that the
/// result is an interval of the ratio, and A to B is the reciprocal of B to A.
///
/// @see <a href="https://dri.es/files/oopsla07-georges.pdf">Georges, Buytaert, Eeckhout:
///   Statistically Rigorous Java Performance Evaluation</a>
public record Ratio(Sample subject, Sample other) {

    /// The logarithms of the mean speeds of some forks.
    ///
    /// @param mean of the logarithms
    /// @param variance of the logarithms, divided by n − 1
    public record Sample(int forks, double mean, double variance) {

        static Sample of(List<Double> forkMeans, boolean lowerIsBetter) {
            // Speed is the reciprocal of time: with logarithms, only the sign changes.
            int sign = lowerIsBetter ? -1 : 1;
            List<Double> logarithms = forkMeans.stream().map(v -> sign * Math.log(v)).toList();
            return new Sample(
                    logarithms.size(), Student.mean(logarithms), Student.variance(logarithms));
        }

        private double squaredError() {
            return variance / forks;
        }

        private Sample withForks(int number) {
            return new Sample(number, mean, variance);
        }
    }

    /// The ratio from fork means, at least two on each side and all above 0.
    ///
    /// @param lowerIsBetter the means are times; the ratio is turned, so that above 1 always means
    ///   that the subject is faster
    public static Ratio of(List<Double> subject, List<Double> other, boolean lowerIsBetter) {
        for (List<Double> means : List.of(subject, other)) {
            if (means.size() < 2) {
                throw new IllegalArgumentException("one fork has no variance: " + means);
            }
            if (!means.stream().allMatch(v -> v > 0 && Double.isFinite(v))) {
                throw new IllegalArgumentException("not all above 0: " + means);
            }
        }
        return new Ratio(Sample.of(subject, lowerIsBetter), Sample.of(other, lowerIsBetter));
    }

    public double estimate() {
        return Math.exp(difference());
    }

    public Interval interval(double confidence) {
        double half = standardError() == 0 ? 0 : quantile((1 - confidence) / 2) * standardError();
        return new Interval(
                Math.exp(difference() - half), Math.exp(difference() + half), confidence);
    }

    /// Welch and Satterthwaite's approximation.
    double degreesOfFreedom() {
        double a = subject.squaredError();
        double b = other.squaredError();
        return (a + b) * (a + b) / (a * a / (subject.forks - 1) + b * b / (other.forks - 1));
    }

    /// The probability of an estimate at least this large if the true ratio were the given one.
    double probabilityIfOnly(double ratio) {
        double distance = difference() - Math.log(ratio);
        if (standardError() == 0) {
            return distance > 0 ? 0 : 1;
        }
        return Student.probabilityAbove(distance / standardError(), degreesOfFreedom());
    }

    /// The ratio of the other to the subject.
    Ratio turned() {
        return new Ratio(/* subject= */ other, /* other= */ subject);
    }

    /// The ratio as if both sides had so many forks, with the variance that was measured.
    Ratio withForks(int number) {
        return new Ratio(subject.withForks(number), other.withForks(number));
    }

    private double difference() {
        return subject.mean - other.mean;
    }

    private double standardError() {
        return Math.sqrt(subject.squaredError() + other.squaredError());
    }

    private double quantile(double probabilityAbove) {
        return Student.quantileAbove(probabilityAbove, degreesOfFreedom());
    }
}
