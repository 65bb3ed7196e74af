package chatlab.client.demo;

import java.util.List;

/// The demo's results as printed by `--json` and stored in `demo.json`.
record DemoDocument(String schema, List<Row> results) {

    /// One strategy's result.
    record Row(
            String strategy,
            long sent,
            long expected,
            long delivered,
            long lost,
            long duplicated,
            long reordered,
            long early,
            long errors,
            boolean totalOrder,
            double deliveriesPerSecond) {}

    static DemoDocument of(List<DemoRun> runs) {
        return new DemoDocument("chatlab/demo/1", runs.stream().map(DemoDocument::row).toList());
    }

    private static Row row(DemoRun run) {
        var audit = run.swarm().audit();
        return new Row(
                run.strategy(),
                run.swarm().sent(),
                audit.expected(),
                audit.delivered(),
                audit.lost(),
                audit.duplicated(),
                audit.reordered(),
                audit.early(),
                run.errors(),
                audit.totalOrder(),
                Math.round(run.swarm().deliveriesPerSecond()));
    }
}
