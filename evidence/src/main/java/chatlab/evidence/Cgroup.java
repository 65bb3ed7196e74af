package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The limits that Linux control groups put on this process, version 1 or 2.
///
/// Limits are inherited: each is the tightest one from the process's own group up to the root.
///
/// @param version 1 or 2, whichever has the memory controller
/// @param cpus processor seconds per second; null: no limit
/// @param cpuset the processors that may be used, such as `0-1,4`; null: not known
/// @param memoryBytes null: no limit
public record Cgroup(
        int version, @Nullable Double cpus, @Nullable String cpuset, @Nullable Long memoryBytes) {

    /// A number from here on means "no limit", because version 1 has no word for it.
    private static final long NO_LIMIT = 1L << 60;

    /// Version 2 has one tree for all controllers, and its line names no controller.
    private static final String VERSION_TWO = "";

    /// Null where there are no control groups.
    static @Nullable Cgroup read(Path root) {
        List<String> groups = Readings.lines(root.resolve("proc/self/cgroup"));
        if (groups.isEmpty()) {
            return null;
        }
        return new Cgroup(
                path(groups, "memory").isPresent() ? 1 : 2,
                present(root, groups, "cpu", Cgroup::cpus).min(Double::compare).orElse(null),
                present(root, groups, "cpuset", Cgroup::cpuset).findFirst().orElse(null),
                present(root, groups, "memory", Cgroup::memory).min(Long::compare).orElse(null));
    }

    private static <T> Stream<T> present(
            Path root, List<String> groups, String controller, Function<Path, Optional<T>> limit) {
        return folders(root, groups, controller).stream().map(limit).flatMap(Optional::stream);
    }

    private static Optional<Double> cpus(Path group) {
        String[] quotaAndPeriod =
                Readings.line(group.resolve("cpu.max"))
                        .orElseGet(() -> versionOneQuota(group))
                        .split(" ", 2);
        if (quotaAndPeriod.length != 2) {
            return Optional.empty();
        }
        Optional<Long> period = limit(quotaAndPeriod[1]);
        return limit(quotaAndPeriod[0]).flatMap(q -> period.map(p -> (double) q / p));
    }

    private static String versionOneQuota(Path group) {
        return Readings.line(group.resolve("cpu.cfs_quota_us")).orElse("max")
                + " "
                + Readings.line(group.resolve("cpu.cfs_period_us")).orElse("max");
    }

    private static Optional<String> cpuset(Path group) {
        return Stream.of("cpuset.cpus.effective", "cpuset.effective_cpus", "cpuset.cpus")
                .map(group::resolve)
                .map(Readings::line)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Long> memory(Path group) {
        return Readings.line(group.resolve("memory.max"))
                .or(() -> Readings.line(group.resolve("memory.limit_in_bytes")))
                .flatMap(Cgroup::limit);
    }

    /// A number that limits something; `max`, -1 and numbers beyond any machine do not.
    private static Optional<Long> limit(String text) {
        try {
            return Optional.of(Long.parseLong(text)).filter(n -> n > 0 && n < NO_LIMIT);
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /// The group's folder and its parents, innermost first. In a container the kernel's path may
    /// lie outside the mounted tree; then only the mount itself exists.
    private static List<Path> folders(Path root, List<String> groups, String controller) {
        Optional<String> one = path(groups, controller);
        Path mount = root.resolve("sys/fs/cgroup");
        if (one.isPresent()) {
            mount = mount.resolve(controller);
        }
        String path = one.or(() -> path(groups, VERSION_TWO)).orElse("/");
        List<Path> folders = new ArrayList<>();
        Path folder = mount.resolve(path.substring(1)).normalize();
        while (folder != null && folder.startsWith(mount)) {
            folders.add(folder);
            folder = folder.getParent();
        }
        return folders;
    }

    /// A line is `hierarchy:controller,controller:/path`.
    private static Optional<String> path(List<String> groups, String controller) {
        return groups.stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3 && parts[2].startsWith("/"))
                .filter(parts -> List.of(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2])
                .findFirst();
    }
}
