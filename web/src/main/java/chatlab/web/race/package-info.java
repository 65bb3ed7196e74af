/// The page `/race`: [RaceRunPage].
@NullMarked
package chatlab.web.race;

import org.jspecify.annotations.NullMarked;
