package chatlab.evidence;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

import java.util.List;

/// Means, variances, and Student's t.
final class Student {

    private Student() {}

    /// NaN for no values.
    static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
    }

    /// The squares divided by n − 1; NaN for fewer than two values.
    static double variance(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return values.size() < 2 ? Double.NaN : squares / (values.size() - 1);
    }

    /// The upper end of the one-sided 80 % interval of the standard deviation of values with mean
    /// 0.
    static double largestSpread(List<Double> values) {
        int n = values.size();
        double squares = values.stream().mapToDouble(v -> v * v).sum();
        return Math.sqrt(squares / ChiSquaredDistribution.of(n).inverseCumulativeProbability(0.2));
    }

    /// The value that t exceeds with this probability.
    static double quantileAbove(double probability, double degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(probability);
    }

    /// The probability that t exceeds this value.
    static double probabilityAbove(double t, double degreesOfFreedom) {
        return TDistribution.of(degreesOfFreedom).survivalProbability(t);
    }

    /// Half the width of JMH's interval of the mean: 99.9 %, over all iterations as if they were
    /// one sample.
    static double jmhError(List<Double> values) {
        int n = values.size();
        return n < 3
                ? Double.NaN // JMH gives no error for so few values
                : quantileAbove(0.0005, n - 1) * Math.sqrt(variance(values) / n);
    }
}
