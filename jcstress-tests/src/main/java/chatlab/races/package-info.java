/// Race tests.
@NullMarked
package chatlab.races;

import org.jspecify.annotations.NullMarked;
