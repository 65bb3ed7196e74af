/// How much one server accepts, and how it refuses the rest.
///
/// - **Read first:** [Limits], the lengths and counts that the protocol announces.
/// - **In:** [ServerLimits] holds what the command line can set; [Places] counts clients;
///   [TokenBucket] slows down a client that sends too fast.
/// - **Callers:** all packages above. This package calls no other.
/// - **Change freely:** any number here; clients read those in [Limits] from ISUPPORT. Then correct
///   docs/protocol.md.
@NullMarked
package chatlab.server.limits;

import org.jspecify.annotations.NullMarked;
