/// Looks for a schedule that breaks a guarantee.
///
/// [chatlab.step.search.Search] tries the schedules of one scenario, with more and more
/// preemptions. [chatlab.step.search.SearchRun] shares many scenarios between two searchers. Read
/// `Search` first. [chatlab.step.search.SearchText] prints the report, as text and as JSON
/// (`chatlab/search/1`).
@NullMarked
package chatlab.step.search;

import org.jspecify.annotations.NullMarked;
