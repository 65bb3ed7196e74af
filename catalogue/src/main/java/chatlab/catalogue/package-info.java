/// Finds the strategy that a user asks for, compiles it if it is a source file, and describes it.
///
/// Read [chatlab.catalogue.Catalogue] first: it takes a name, a `.java` file or a class name and
/// returns a [chatlab.catalogue.CatalogueEntry]. Every command with `--strategy` comes through here
/// ([chatlab.catalogue.StrategyOptions]), so the same class runs under the chat, the race tests,
/// the stepper and the benchmarks.
///
/// What people read about a strategy has two homes: its annotations, and the labelled lines of its
/// class comment, which `ClassComment` reads from the source. `CatalogueText` (the terminal),
/// `CatalogueMarkdown` (docs/strategies.md) and `StrategyDocument` (JSON) are drawn from both. You
/// may change these without asking, but the schema of the JSON is public.
@NullMarked
package chatlab.catalogue;

import org.jspecify.annotations.NullMarked;
