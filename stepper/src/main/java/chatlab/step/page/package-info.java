/// A stepped run for a web page.
///
/// [chatlab.step.page.StepDocument] is the one schema, `chatlab/step/1`. The same script draws it
/// in a browser, whether the states were recorded ([chatlab.step.page.StepFile], a file) or come
/// one after another from a [chatlab.step.page.StepSession].
@NullMarked
package chatlab.step.page;

import org.jspecify.annotations.NullMarked;
