/// The chat client.
@NullMarked
package chatlab.client;

import org.jspecify.annotations.NullMarked;
