package chatlab.web;

import chatlab.bench.command.BenchCommand;
import chatlab.evidence.BenchProgress;
import chatlab.evidence.BenchProgress.Check;
import chatlab.evidence.BenchProgress.Fork;
import chatlab.evidence.Json;

import picocli.CommandLine;

import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Instead of a benchmark of a minute: reads the options as `lab bench` does, says what it could
/// have measured, and waits until it is stopped.
public final class ToldBenchMain {
    private ToldBenchMain() {}

    public static void main(String[] args) throws InterruptedException {
        var options = List.of(args).subList(1, args.length);
        new CommandLine(new BenchCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(options.toArray(String[]::new));
        print(BenchProgress.of("does unsafe keep what it declares?", null, null, null, null));
        var check = new Check("unsafe", List.of("breaks MEMBERSHIP: a join was lost"));
        print(BenchProgress.of("does unsafe keep what it declares?", null, null, check, null));
        print(
                BenchProgress.of(
                        "", null, "Here, differences under 1.1 x will stay open.", null, null));
        var fork = new Fork("unsafe", "members", "members=8, threads=1", 1, 2e6, "ops/s", false);
        print(BenchProgress.of("round 2, unsafe at members=8", 50L, null, null, fork));
        new CountDownLatch(1).await();
    }

    private static void print(BenchProgress line) {
        System.out.println(Json.line(line));
        System.out.flush();
    }
}
