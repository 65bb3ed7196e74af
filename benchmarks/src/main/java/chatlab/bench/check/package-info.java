/// Correct before fast: does a strategy keep what it declares? This is asked before it is measured.
///
/// Read [chatlab.bench.check.Correctness] first. It takes the answer from a `race.json`, or else
/// runs the rendezvous tests and a short check of the contract in a child JVM. `command` asks;
/// `compare` strikes out the strategies that fail.
@NullMarked
package chatlab.bench.check;

import org.jspecify.annotations.NullMarked;
