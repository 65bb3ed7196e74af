/// What the server shows of itself: counts, logs, metrics and Flight Recorder events.
///
/// - **Read first:** [Stats].
/// - **In:** [Stats] counts; [StatsLog] and [Metrics] print the counts; [LockWaits] adds the time
///   that threads wait for locks; the `…Event` classes are the server's Flight Recorder events;
///   [Printable] makes a user's text safe for the log. A line of the log has a [LogEvent] and
///   [LogField]s, which [JsonLog] writes for programs.
/// - **Callers:** `delivery`, `channel` and `transport` count; the command creates the log and the
///   metrics. This package calls no other.
/// - **Change freely:** the text of the log line, a new counter. The names of metrics and events
///   are in docs/performance.md, the events and fields of the log in docs/robustness.md, and
///   people's dashboards use them.
@NullMarked
package chatlab.server.watch;

import org.jspecify.annotations.NullMarked;
