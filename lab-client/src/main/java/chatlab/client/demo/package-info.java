/// `lab demo`: the same swarm against several strategies, each in a server of its own.
///
/// [chatlab.client.demo.DemoCommand] calls [chatlab.client.demo.Demo] for each strategy and prints
/// the resulting [chatlab.client.demo.DemoRun]s with [chatlab.client.demo.DemoReport]. The JSON of
/// [chatlab.client.demo.DemoDocument] is a documented format: do not change its names.
@NullMarked
package chatlab.client.demo;

import org.jspecify.annotations.NullMarked;
