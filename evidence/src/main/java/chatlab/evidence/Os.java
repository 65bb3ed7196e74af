package chatlab.evidence;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// The operating system.
///
/// @param kernel its version; on Linux the kernel's release
/// @param distribution on Linux the name that the distribution gives itself; null: not known
public record Os(String name, String kernel, String architecture, @Nullable String distribution) {

    static Os read(Path root) {
        return new Os(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Readings.value(root.resolve("etc/os-release"), "PRETTY_NAME", '=').orElse(null));
    }

    static boolean isMac() {
        return System.getProperty("os.name").startsWith("Mac");
    }
}
