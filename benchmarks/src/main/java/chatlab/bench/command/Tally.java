package chatlab.bench.command;

import chatlab.evidence.ClaimVerdict;
import chatlab.evidence.Judgement;
import chatlab.evidence.Ratio;

import java.util.ArrayList;
import java.util.List;

/// How many comparisons have which verdict, and how they were made.
record Tally(List<Judgement> judgements) {

    String sentence() {
        List<String> parts = new ArrayList<>();
        for (ClaimVerdict verdict : ClaimVerdict.values()) {
            long count = judgements.stream().filter(j -> j.verdict() == verdict).count();
            if (count > 0) parts.add(count + " " + verdict);
        }
        return "%d comparison%s: %s; %s."
                .formatted(
                        judgements.size(),
                        judgements.size() == 1 ? "" : "s",
                        String.join(", ", parts),
                        basis());
    }

    /// Which forks were compared with which.
    private String basis() {
        boolean inRounds = isBasis(Ratio.Basis.ROUNDS);
        boolean asHeaps = isBasis(Ratio.Basis.FORKS);
        String rounds = "forks of one round were compared with each other";
        String heaps = "all forks were compared with all (Welch), since no rounds are known";
        if (inRounds && asHeaps)
            return rounds + " where rounds are known, else all with all (Welch)";
        return inRounds ? rounds : asHeaps ? heaps : "none could be computed";
    }

    private boolean isBasis(Ratio.Basis basis) {
        return judgements.stream()
                .map(Judgement::ratio)
                .anyMatch(ratio -> ratio != null && ratio.basis() == basis);
    }
}
