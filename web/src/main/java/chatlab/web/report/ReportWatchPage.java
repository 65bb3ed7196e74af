package chatlab.web.report;

import chatlab.site.PageFrame;
import chatlab.site.Routes;
import chatlab.web.page.WebPage;

import java.nio.file.Path;
import java.util.List;

/// The page `/report`: a report beside what its check finds, while it is written.
public final class ReportWatchPage implements WebPage {
    private final ReportWatch watch;

    /// @param mainClass of the `lab` command
    /// @param folder with `report.md`
    public ReportWatchPage(String mainClass, Path folder) {
        watch = new ReportWatch(mainClass, folder);
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String title() {
        return "Report";
    }

    @Override
    public String summary() {
        return "Write your report in your own editor, and see here what its check finds.";
    }

    @Override
    public void addTo(Routes routes) {
        routes.socket("/report/watch", watch::view);
        watch.start();
    }

    @Override
    public PageFrame.Files files() {
        return new PageFrame.Files(
                List.of("/static/report/report.css"), List.of("/static/report/report.js"));
    }

    @Override
    public void close() {
        watch.close();
    }
}
