/// Broadcast strategies.
@NullMarked
package chatlab.strategies;

import org.jspecify.annotations.NullMarked;
