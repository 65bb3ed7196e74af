/// Who is measured: the strategies of the catalogue, and three outsiders beside them.
///
/// Read [chatlab.bench.contestant.Contestant] first. The benchmarks ask it for a channel by name,
/// inside a fork; the commands ask it for the contestants of a run. To add an outsider, write a
/// class like `ChannelGroup` and give it a name in `Contestant`.
@NullMarked
package chatlab.bench.contestant;

import org.jspecify.annotations.NullMarked;
