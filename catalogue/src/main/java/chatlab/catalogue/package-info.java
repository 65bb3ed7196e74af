/// Finds the strategy that a user asked for, compiles it if it is a source file, and describes it.
///
/// Read [chatlab.catalogue.Catalogue] first: it takes a name, a `.java` file or a class name and
/// returns a [chatlab.catalogue.CatalogueEntry]. Every command that has `--strategy` comes through
/// here, so that the same class runs under the chat, the race tests, the stepper and the
/// benchmarks.
@NullMarked
package chatlab.catalogue;

import org.jspecify.annotations.NullMarked;
