/// Measures how sharp the lab's tools are: each mutant is a correct strategy with one protection
/// less, and the tools must find what it breaks.
///
/// Read [chatlab.mutants.MutantsMain] first: it makes the variants of every correct strategy
/// ([chatlab.mutants.Variants]), tries each ([chatlab.mutants.Trial], which returns a
/// [chatlab.mutants.Verdict]), and prints a [chatlab.mutants.SharpnessTable].
///
/// - A mutant is made from the syntax tree ([chatlab.mutants.Syntax]) by `MonitorMutations`,
///   `LockMutations`, `AtomicMutations`, `OrderMutations` or `CollectionMutations`. Each proposes
///   [chatlab.mutants.Change]s, of a kind that [chatlab.mutants.MutationOperator] names. Another
///   kind is an operator and a few lines in one of these.
/// - A rewrite is made by [chatlab.mutants.Rewriter]. It is as correct as the original, so no tool
///   may accuse it.
/// - `equivalent.txt` lists the mutants that keep every promise, each with a reason. People write
///   it, and a test checks that each of them exists.
@NullMarked
package chatlab.mutants;

import org.jspecify.annotations.NullMarked;
