/// The results as pictures, SVG and PNG.
///
/// Read [chatlab.bench.chart.Charts] first: it chooses what is drawn. An `Axis` orders the results
/// along one condition; a `LineChart` draws them; a `WinnerMap` shows who wins where. `command`
/// writes each [chatlab.bench.chart.Figure] beside the results.
@NullMarked
package chatlab.bench.chart;

import org.jspecify.annotations.NullMarked;
