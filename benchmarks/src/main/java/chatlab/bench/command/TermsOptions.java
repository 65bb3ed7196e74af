package chatlab.bench.command;

import chatlab.evidence.Terms;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say on which terms claims are judged.
final class TermsOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--margin",
            paramLabel = "PERCENT",
            description =
                    "The difference that does not matter: 3 (default) on a quiet machine of your"
                            + " own, 10 on a shared one.")
    private double margin = 3;

    @Option(
            names = "--confidence",
            paramLabel = "PERCENT",
            description = "The confidence of all verdicts together (default: 95).")
    private double confidence = 95;

    Terms terms() {
        return terms(false);
    }

    Terms terms(boolean orderOnTrust) {
        if (!(margin > 0 && margin < 100)) {
            throw usage("--margin must be between 0 and 100 percent.");
        }
        if (!(confidence > 50 && confidence < 100)) {
            throw usage("--confidence must be between 50 and 100 percent.");
        }
        return new Terms(confidence / 100, margin / 100, orderOnTrust);
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
