/// The strategies of the lab under the engine.
///
/// [Situation] says what two threads do at once; [StrategiesTest] explores it, and [SpeedMain]
/// measures it.
@NullMarked
package chatlab.engine.strategies;

import org.jspecify.annotations.NullMarked;
