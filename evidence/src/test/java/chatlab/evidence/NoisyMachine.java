package chatlab.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A simulated machine on which forks of one and the same program are measured. Time goes on in
/// slices of 100 ms.
final class NoisyMachine {

    /// How the machine disturbs measurements.
    enum Disturbance {
        /// It becomes slower by a third over the run, and swings slowly.
        DRIFT,
        /// For one twentieth of the time another program takes half of it, for 2 s on average.
        OUTLIERS,
        /// Its speed wanders: what it is now it is still about the same 5 s later.
        AUTOCORRELATION,
        /// The compiler makes one of two programs; one is slower by a quarter.
        TWO_MODES
    }

    private static final double FORK_SPREAD = 0.05;

    private static final double SLICE_SPREAD = 0.05;
    private static final double SLICES_OF_A_RUN = 500;

    private final Disturbance disturbance;
    private final Random random;
    private int slice;
    private double wandering;
    private int slicesOfBurst;

    NoisyMachine(Disturbance disturbance, Random random) {
        this.disturbance = disturbance;
        this.random = random;
        this.wandering = 0.2 * random.nextGaussian();
    }

    /// Measures one fork.
    ///
    /// @param unused the slices in which it starts and warms up
    /// @return the logarithm of its speed; the program itself has speed 1
    double fork(int unused, int measured) {
        double own = FORK_SPREAD * random.nextGaussian();
        if (disturbance == Disturbance.TWO_MODES && random.nextBoolean()) own += Math.log(0.75);
        for (int i = 0; i < unused; i++) nextSlice();
        double sum = 0;
        for (int i = 0; i < measured; i++) {
            sum += Math.exp(own + nextSlice() + SLICE_SPREAD * random.nextGaussian());
        }
        return Math.log(sum / measured);
    }

    /// The logarithm of the machine's speed in the next slice.
    private double nextSlice() {
        slice++;
        return switch (disturbance) {
            case DRIFT ->
                    -0.4 * slice / SLICES_OF_A_RUN
                            + 0.2 * Math.sin(2 * Math.PI * slice / SLICES_OF_A_RUN);
            case OUTLIERS -> {
                if (slicesOfBurst > 0) slicesOfBurst--;
                else if (random.nextInt(380) == 0) slicesOfBurst = 1 + random.nextInt(39);
                yield slicesOfBurst > 0 ? Math.log(0.5) : 0;
            }
            case AUTOCORRELATION -> {
                double kept = 0.98; // to the power of 50 slices: 0.36
                wandering =
                        kept * wandering + 0.2 * Math.sqrt(1 - kept * kept) * random.nextGaussian();
                yield wandering;
            }
            case TWO_MODES -> 0;
        };
    }

    /// Fork by fork of two contestants that are the same program, the one in `first` and the other
    /// in `second`.
    record TwoSamples(List<Double> first, List<Double> second) {

        /// Round by round, in random order within a round.
        static TwoSamples inRounds(NoisyMachine machine, int rounds, int unused, int measured) {
            var samples = new TwoSamples(new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round < rounds; round++) {
                boolean isFirst = machine.random.nextBoolean();
                samples.side(isFirst).add(machine.fork(unused, measured));
                samples.side(!isFirst).add(machine.fork(unused, measured));
            }
            return samples;
        }

        private List<Double> side(boolean isFirst) {
            return isFirst ? first : second;
        }

        List<Double> differences() {
            List<Double> differences = new ArrayList<>();
            for (int i = 0; i < first.size(); i++) differences.add(first.get(i) - second.get(i));
            return differences;
        }
    }
}
