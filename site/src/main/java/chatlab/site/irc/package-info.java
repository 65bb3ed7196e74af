/// IRC over WebSocket, for every site with a chat server behind it: [IrcBridge].
@NullMarked
package chatlab.site.irc;

import org.jspecify.annotations.NullMarked;
