package chatlab.evidence;

/// The terms on which claims are judged.
///
/// @param confidence of the whole report's verdicts together, between 0.5 and 1
/// @param margin a smaller difference does not matter; 0.03 suits a quiet machine of your own, 0.1
///   a shared one
/// @param orderOnTrust whether forks count as interleaved where the file does not say so
public record Terms(double confidence, double margin, boolean orderOnTrust) {

    /// 95 %, 3 %, and nothing on trust.
    public static final Terms USUAL = new Terms(0.95, 0.03, false);

    public Terms {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence: " + confidence);
        }
        if (!(margin > 0 && margin < 1)) {
            throw new IllegalArgumentException("margin: " + margin);
        }
    }

    /// Above this ratio the subject is faster by more than the margin. The lower bound is the
    /// reciprocal, so that A is as fast as B exactly when B is as fast as A.
    double upperBound() {
        return 1 + margin;
    }

    double lowerBound() {
        return 1 / (1 + margin);
    }
}
