package chatlab.server.relays;

import chatlab.evidence.Sha256;
import chatlab.evidence.race.CanaryResult;
import chatlab.evidence.race.EngineAnswer;
import chatlab.evidence.race.EngineVerdict;
import chatlab.evidence.race.EngineWitness;
import chatlab.evidence.race.RaceCause;
import chatlab.evidence.race.RaceReport;
import chatlab.evidence.race.RaceRow;
import chatlab.evidence.race.RaceVerdict;
import chatlab.evidence.race.RacedStrategy;
import chatlab.relay.OwnOrder;
import chatlab.relay.RelayGuarantee;
import chatlab.relay.arrivals.ArrivalSearch;
import chatlab.relay.arrivals.ArrivalSearch.Answer;
import chatlab.relay.arrivals.Canary;
import chatlab.relay.arrivals.Step;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Searches for arrivals that break an order of one's own, and reports it as a race.
///
/// The report has neither counts nor an environment: the answer is the same on every machine.
final class OrderSearch {
    /// An execution takes microseconds.
    private static final long HANGS_AFTER_SECONDS = 10;

    private OrderSearch() {}

    /// @param file the source of the order
    static RaceReport run(OwnOrder order, String file) throws IOException, InterruptedException {
        var search = new ArrivalSearch(order.start());
        var task = new FutureTask<>(search::run);
        Thread.ofPlatform().name("order search").daemon().start(task);
        var answer = await(task, search);
        var declared = OwnOrder.PROMISED.stream().map(RelayGuarantee::name).toList();
        return RaceReport.of(
                new RacedStrategy(order.name(), file, Sha256.of(Path.of(file)), declared),
                new CanaryResult(Canary.isCaught(), Canary.isHeld()),
                answer == null ? hang(Step.text(search.now())) : rows(answer),
                null);
    }

    /// The answer; null if the order's code does not return.
    private static @Nullable Answer await(FutureTask<Answer> task, ArrivalSearch search)
            throws InterruptedException {
        while (true) {
            var before = search.now();
            try {
                return task.get(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException _) {
                if (search.now() == before) return null;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static List<RaceRow> rows(Answer answer) {
        var rows = new ArrayList<RaceRow>();
        for (var guarantee : OwnOrder.PROMISED) {
            rows.add(notRun(guarantee, null).withEngine(engine(answer, guarantee)));
        }
        return rows;
    }

    private static EngineAnswer engine(Answer answer, RelayGuarantee guarantee) {
        var found = answer.witnesses().get(guarantee);
        return new EngineAnswer(
                found == null ? EngineVerdict.EXHAUSTED : EngineVerdict.WITNESS,
                0,
                0,
                answer.programs(),
                answer.executions(),
                found == null
                        ? null
                        : new EngineWitness(
                                found.program(), found.schedule(), 0, 0, found.sentence(), null),
                "");
    }

    private static List<RaceRow> hang(String schedule) {
        var rows = new ArrayList<RaceRow>();
        for (var guarantee : OwnOrder.PROMISED) {
            rows.add(notRun(guarantee, RaceCause.HANG_ELSEWHERE));
        }
        rows.add(
                new RaceRow(
                        RaceReport.LIVENESS,
                        true,
                        RaceVerdict.BROKEN,
                        RaceCause.HANG,
                        1,
                        1,
                        null,
                        List.of(),
                        "A call did not return within %d s: %s."
                                .formatted(HANGS_AFTER_SECONDS, schedule)));
        return rows;
    }

    private static RaceRow notRun(RelayGuarantee guarantee, @Nullable RaceCause cause) {
        return new RaceRow(
                guarantee.name(), true, RaceVerdict.NOT_RUN, cause, 0, 0, null, List.of(), "");
    }
}
