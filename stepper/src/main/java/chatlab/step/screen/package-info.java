/// Shows runs to people in a terminal: the full-screen stepper, and text. Pages are in
/// [chatlab.step.page].
///
/// [chatlab.step.screen.Screen] reads keys and draws a [chatlab.step.screen.Frame] after each.
/// [chatlab.step.screen.TraceText] shows a whole run, and [chatlab.step.screen.Drawing] only the
/// steps that matter. Read `Screen` first. You may change how things look without asking.
@NullMarked
package chatlab.step.screen;

import org.jspecify.annotations.NullMarked;
