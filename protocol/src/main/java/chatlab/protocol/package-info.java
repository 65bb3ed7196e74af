/// IRC messages: parse, format, numerics.
@NullMarked
package chatlab.protocol;

import org.jspecify.annotations.NullMarked;
