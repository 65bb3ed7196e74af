package chatlab.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class EnvironmentTest {

    @TempDir Path root;

    @Test
    void whatTheMachineDoesNotOfferIsNullAndNotLeftOut() throws IOException {
        Environment environment = Environment.capture(root);

        JsonNode json = Json.mapper().readTree(Json.pretty(environment));
        assertThat(json.at("/cpu/governor").isNull()).isTrue();
        assertThat(json.at("/os/distribution").isNull()).isTrue();
        assertThat(json.at("/load/after").isNull()).isTrue();
        assertThat(json.at("/cgroup").isNull()).isTrue();
        assertThat(json.at("/ended").isNull()).isTrue();
    }

    @Test
    void whatEveryJvmKnowsIsThere() {
        Environment environment = Environment.capture();

        assertThat(environment.cpu().cores()).isPositive();
        assertThat(environment.jvm().version()).isEqualTo(System.getProperty("java.version"));
        assertThat(environment.jvm().heapMaxBytes()).isPositive();
        assertThat(environment.jvm().gc()).isNotNull();
        assertThat(environment.memoryBytes()).isPositive();
    }

    @Test
    void theProcessorAndItsGovernorsAreReadFromLinuxFiles() throws IOException {
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Example 9000\n");
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
        file("sys/devices/system/cpu/cpu1/cpufreq/scaling_governor", "performance\n");
        file("etc/os-release", "NAME=\"Debian\"\nPRETTY_NAME=\"Debian 12\"\n");

        Environment environment = Environment.capture(root);

        assertThat(environment.cpu().model()).isEqualTo("Example 9000");
        assertThat(environment.cpu().governor()).isEqualTo("performance,powersave");
        assertThat(environment.os().distribution()).isEqualTo("Debian 12");
    }

    @Test
    void aVersionTwoGroupHasTheTightestLimitOnItsPath() throws IOException {
        file("proc/self/cgroup", "0::/course/student\n");
        file("sys/fs/cgroup/course/cpu.max", "150000 100000\n");
        file("sys/fs/cgroup/course/student/cpu.max", "max 100000\n");
        file("sys/fs/cgroup/course/memory.max", "8589934592\n");
        file("sys/fs/cgroup/course/student/memory.max", "1073741824\n");
        file("sys/fs/cgroup/course/student/cpuset.cpus.effective", "0-1\n");

        assertThat(Cgroup.read(root)).isEqualTo(new Cgroup(2, 1.5, "0-1", 1L << 30));
    }

    @Test
    void aVersionOneGroupHasAFolderForEachController() throws IOException {
        file("proc/self/cgroup", "4:memory:/a\n3:cpuset:/\n1:cpu,cpuacct:/a\n0::/\n");
        file("sys/fs/cgroup/cpu/a/cpu.cfs_quota_us", "50000\n");
        file("sys/fs/cgroup/cpu/a/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/memory/a/memory.limit_in_bytes", "268435456\n");
        file("sys/fs/cgroup/cpuset/cpuset.cpus", "0,2\n");

        assertThat(Cgroup.read(root)).isEqualTo(new Cgroup(1, 0.5, "0,2", 256L << 20));
    }

    @Test
    void aGroupWithoutLimitsHasNone() throws IOException {
        file("proc/self/cgroup", "2:memory:/\n1:cpu:/outside/of/the/mount\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        assertThat(Cgroup.read(root)).isEqualTo(new Cgroup(1, null, null, null));
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
