package chatlab.races.run;

import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.HTMLReportPrinter;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.infra.runners.TestList;
import org.openjdk.jcstress.os.AffinityMode;
import org.openjdk.jcstress.os.NodeType;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.util.Environment;
import org.openjdk.jcstress.vm.CompileMode;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The program of a child JVM in which jcstress writes its own report of the counts from
/// [StressMain].
///
/// It needs its own JVM because jcstress loads all processors for a second to count them, and
/// prints to standard output. Arguments: the directory, and the JVM arguments that the report
/// names. Each line of standard input is a test, an outcome and its count, separated by tabs. The
/// lines of one test follow each other.
final class ReportMain {
    private ReportMain() {}

    public static void main(String[] arguments) throws IOException {
        var options = new Options(new String[] {"-r", arguments[0]});
        options.parse();
        var jvm = List.of(arguments).subList(1, arguments.length);
        var collector = new InProcessCollector();
        var reader = new InputStreamReader(System.in, StandardCharsets.UTF_8);
        var test = "";
        var result = new TestResult(Status.NORMAL);
        for (var line : new BufferedReader(reader).lines().toList()) {
            var fields = line.split("\t", -1);
            if (!fields[0].equals(test)) {
                test = fields[0];
                result = result(options, test, jvm);
                collector.add(result);
            }
            result.addState(fields[1], Long.parseLong(fields[2]));
        }
        new HTMLReportPrinter(options, collector, System.out).work();
    }

    private static TestResult result(Options options, String test, List<String> jvm) {
        var info = TestList.getInfo(test);
        var anywhere = new SchedulingClass(AffinityMode.NONE, info.threads(), NodeType.PACKAGE);
        var result = new TestResult(Status.NORMAL);
        result.setConfig(new TestConfig(options, info, 0, jvm, CompileMode.UNIFIED, anywhere));
        result.setEnv(Environment.getInstance());
        return result;
    }
}
