/// Looks for a schedule that breaks a strategy.
///
/// [chatlab.step.search.Search] lets the engine explore the scenarios; a
/// [chatlab.step.search.Report] holds the result, and [chatlab.step.search.SearchText] shows it to
/// people and to programs. Read `Search` first.
@NullMarked
package chatlab.step.search;

import org.jspecify.annotations.NullMarked;
