/// The race tests: each asks one question with two threads, and jcstress repeats it.
///
/// Read [TwoJoins] first. Each race test builds a [Scene] with two [Caller]s; the
/// [chatlab.harness.arbiter.Arbiter] judges their calls, and [Outcomes] names the outcome. You may
/// add a race test: a class with [Asks] is found by itself. Do not rename a test: `race.json`
/// contains the names.
@NullMarked
package chatlab.races.question;

import org.jspecify.annotations.NullMarked;
