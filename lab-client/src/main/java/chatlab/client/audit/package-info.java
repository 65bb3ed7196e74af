/// The verdict on a swarm: lost, duplicated, reordered, answered too early, and whether there was
/// one total order. Pure functions, no I/O and no threads.
///
/// Read [chatlab.client.audit.Audit] first. `swarm` writes one [chatlab.client.audit.ReceiveLog]
/// for each client during the run and then calls `Audit`, which uses
/// [chatlab.client.audit.CausalOrder] and [chatlab.client.audit.TotalOrder]. Change anything here
/// only together with `AuditTest` and `TotalOrderTest`, which state the definitions.
@NullMarked
package chatlab.client.audit;

import org.jspecify.annotations.NullMarked;
