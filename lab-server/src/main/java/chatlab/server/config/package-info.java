/// Everything that `lab server` can be told when it starts.
///
/// - **Read first:** [ServerConfig].
/// - **In:** [ServerOptions] are the command line's options, which make a [ServerConfig];
///   [DeliveryPolicy], [ThreadPolicy], [OverflowPolicy] and [LogFormat] are the choices;
///   [OperatorLogin] is the login for OPER.
/// - **Callers:** the command and tests build a configuration; all packages above read it. This
///   package calls `limits` only.
/// - **Change freely:** a default; then correct docs/protocol.md. The words of the choices are part
///   of the command line.
@NullMarked
package chatlab.server.config;

import org.jspecify.annotations.NullMarked;
