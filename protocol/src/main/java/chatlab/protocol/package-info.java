/// IRC messages.
@NullMarked
package chatlab.protocol;

import org.jspecify.annotations.NullMarked;
