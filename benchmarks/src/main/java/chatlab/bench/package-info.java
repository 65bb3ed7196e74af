/// What a promise costs: benchmarks of the broadcast strategies.
///
/// @see chatlab.strategies.BroadcastStrategy
@NullMarked
package chatlab.bench;

import org.jspecify.annotations.NullMarked;
