/// The page `/report`: [ReportWatchPage] shows what a [ReportWatch] sees.
@NullMarked
package chatlab.web.report;

import org.jspecify.annotations.NullMarked;
