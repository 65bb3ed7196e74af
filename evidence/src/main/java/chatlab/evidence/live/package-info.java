/// What running programs say about themselves, line by line: [ServerCounts] by `lab server`,
/// [SwarmFrame] by `lab swarm`. `lab web` reads both.
@NullMarked
package chatlab.evidence.live;

import org.jspecify.annotations.NullMarked;
