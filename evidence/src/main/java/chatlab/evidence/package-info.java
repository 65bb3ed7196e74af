/// What a run leaves behind, and what may be concluded from it.
@NullMarked
package chatlab.evidence;

import org.jspecify.annotations.NullMarked;
