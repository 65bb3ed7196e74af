/// The chat server.
@NullMarked
package chatlab.server;

import org.jspecify.annotations.NullMarked;
