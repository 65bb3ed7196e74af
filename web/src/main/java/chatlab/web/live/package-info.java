/// The page `/live`.
@NullMarked
package chatlab.web.live;

import org.jspecify.annotations.NullMarked;
