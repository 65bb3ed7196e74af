/// Shows runs to people: the full-screen stepper, text, and an HTML page.
///
/// [chatlab.step.screen.Screen] reads keys and draws a [chatlab.step.screen.Frame] after each.
/// [chatlab.step.screen.TraceText] and [chatlab.step.screen.TracePage] show a whole run, and
/// [chatlab.step.screen.Drawing] only the steps that matter. Read `Screen` first. You may change
/// how things look without asking; the page must open from disk without a network.
@NullMarked
package chatlab.step.screen;

import org.jspecify.annotations.NullMarked;
