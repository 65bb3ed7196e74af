package chatlab.client.net;

import chatlab.client.child.ServerFailedException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Begins and ends faults when they are due. Confined to one thread.
public final class FaultSchedule {
    private final ServerNet net;
    private final List<Step> steps = new ArrayList<>();
    private int next;

    private record Step(Duration at, NetFault fault, boolean begins) {}

    /// Begins with the loss, if any.
    ///
    /// @param loss percent of the packets, from the beginning
    public FaultSchedule(ServerNet net, List<NetFault> faults, double loss) {
        this.net = net;
        for (var fault : faults) {
            steps.add(new Step(fault.at(), fault, true));
            if (fault.kind() != NetFault.Kind.KILL) steps.add(new Step(fault.end(), fault, false));
        }
        steps.sort(Comparator.comparing(Step::at));
        if (loss > 0) net.lose(loss);
    }

    /// Does what is due.
    ///
    /// @param since the first message
    /// @return whether anything was done
    public boolean step(Duration since) throws ServerFailedException, InterruptedException {
        boolean acted = false;
        while (next < steps.size() && steps.get(next).at().compareTo(since) <= 0) {
            var step = steps.get(next++);
            if (step.begins()) step.fault().begin(net);
            else step.fault().end(net);
            acted = true;
        }
        return acted;
    }

    public boolean isDone() {
        return next == steps.size();
    }
}
