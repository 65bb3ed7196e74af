/// The page `/chat`.
///
/// Read [ChatPage] first. A [ChatServer] is started for it unless the command line names one. The
/// page itself is an IRC client in JavaScript, in the resource folder `static`.
@NullMarked
package chatlab.web.chat;

import org.jspecify.annotations.NullMarked;
