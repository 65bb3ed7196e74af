package chatlab.client.faults;

import chatlab.client.child.ServerFailedException;
import chatlab.client.swarm.SwarmException;

import java.io.IOException;

/// Runs one fault after another and reports how the server coped.
///
/// Each fault gets a new server in a JVM of its own, so that no fault affects the next one.
final class Faults {
    private final FaultSetup setup;

    Faults(FaultSetup setup) {
        this.setup = setup;
    }

    FaultReport run(Fault fault)
            throws ServerFailedException, SwarmException, IOException, InterruptedException {
        setup.progress().begin(fault.toString());
        return switch (fault) {
            case STALLED, SLOW -> new UnreadMessages(setup, fault).run();
            case BURST -> new Burst(setup).run();
            case SILENT -> new SilentClients(setup).run();
            case GARBAGE -> new Garbage(setup).run();
            case DESCRIPTORS -> new DescriptorLimit(setup).run();
            case GOODBYE -> new GracefulStop(setup).run();
            case SOAK -> new Soak(setup).run();
        };
    }
}
