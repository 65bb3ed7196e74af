package chatlab.coursework.sandbox;

import chatlab.process.ChildCommand;
import chatlab.process.Ended;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/// Linux namespaces by `bwrap`: no network, no other process, no file but those that are made
/// visible, nothing to write to but a small `/tmp`; as a user without rights.
///
/// @param bwrap the program
/// @param asRoot whether the grader runs as root: then the inside gets a user of its own, whose
///   processes the kernel can count, and needs no user namespace
public record Bubblewrap(Path bwrap, boolean asRoot) implements Walls {
    private static final List<String> PLACES =
            List.of("/usr/bin", "/bin", "/usr/local/bin", "/run/current-system/sw/bin");

    /// Processes and threads together; some strategies start a thread each, and a race test makes a
    /// hundred of them before it stops.
    private static final int PROCESSES = 500;

    private static final int OPEN_FILES = 1024;
    private static final int LONGEST_FILE = 32 << 20;
    private static final int TEMPORARY = 64 << 20;

    /// Users that systemd hands out for a moment, and that no person has.
    private static final int FIRST_USER = 61_184;

    private static final int USERS = 4_000;

    /// Finds one that works here.
    ///
    /// @throws SandboxException with what is missing and how to get it
    public static Bubblewrap find() throws IOException, InterruptedException, SandboxException {
        var bwrap = program("bwrap");
        if (bwrap == null) throw new SandboxException(missing(System.getProperty("os.name", "")));
        if (program("prlimit") == null) {
            throw new SandboxException("'prlimit' is missing: install util-linux.");
        }
        boolean isRoot =
                Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        var failure = "";
        for (boolean asRoot : isRoot ? List.of(true, false) : List.of(false)) {
            var found = new Bubblewrap(bwrap, asRoot);
            var ended = found.tryOut();
            if (ended.exitCode() == 0) return found;
            failure = ended.errors().strip();
        }
        throw new SandboxException(
                """
                bubblewrap is here, but the kernel does not let it build its walls (%s).
                As an ordinary user it needs user namespaces:
                  Ubuntu 24.04 and later   sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0
                  older Debian             sudo sysctl kernel.unprivileged_userns_clone=1
                  in a container           start it with --security-opt seccomp=unconfined --cap-add SYS_ADMIN
                Or run lab grade as root. Or grade code that you trust with --sandbox process, which every grade then says.\
                """
                        .formatted(failure));
    }

    /// What to do without bubblewrap, on a system of this name.
    static String missing(String system) {
        var place =
                "Install it (Debian, Ubuntu: apt-get install bubblewrap; Fedora: dnf install"
                        + " bubblewrap), grade on Linux or in a container";
        if (system.startsWith("Windows")) {
            place =
                    "It needs Linux: grade in WSL2 (wsl --install), where the lab runs as on any"
                            + " Linux, or in a container";
        } else if (system.startsWith("Mac")) {
            place = "It needs Linux: grade in a container, such as Docker's or Podman's";
        }
        return "Students' code is run in bubblewrap, and there is no 'bwrap' here. "
                + place
                + " (coursework/containers/Containerfile); or grade code that you trust with"
                + " --sandbox process, which every grade then says.";
    }

    private static @Nullable Path program(String name) {
        return PLACES.stream()
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private Ended tryOut() throws IOException, InterruptedException {
        var command = around(List.of("true"), Map.of(), Path.of("/tmp"), 10);
        return ChildCommand.of(command).withDirectory(Path.of("/")).run(Duration.ofSeconds(20));
    }

    @Override
    public String name() {
        return "bubblewrap";
    }

    @Override
    public Path inside(Path outside, String name) {
        return Path.of("/", name);
    }

    @Override
    public Path temporary(Path outside) {
        return Path.of("/tmp");
    }

    @Override
    public List<String> around(
            List<String> command, Map<Path, Path> visible, Path directory, long processorSeconds) {
        int user = FIRST_USER + ThreadLocalRandom.current().nextInt(USERS);
        List<String> words = new ArrayList<>();
        words.add(bwrap.toString());
        if (asRoot) {
            words.addAll(words("--unshare-ipc --unshare-pid --unshare-net --unshare-uts"));
            words.addAll(words("--unshare-cgroup-try --cap-drop ALL"));
            // For setpriv, which gives them away.
            words.addAll(words("--cap-add CAP_SETUID --cap-add CAP_SETGID --cap-add CAP_SETPCAP"));
        } else {
            words.addAll(words("--unshare-all --cap-drop ALL --uid 65534 --gid 65534"));
            // Else a process of bubblewrap's is the first inside. It is of the same user, and holds
            // the pipe to the grader.
            words.add("--as-pid-1");
        }
        words.addAll(words("--die-with-parent --new-session --hostname sandbox"));
        words.addAll(words("--perms 0755 --dir /etc --ro-bind /usr /usr"));
        for (var name : List.of("bin", "lib", "lib32", "lib64", "sbin")) {
            var path = Path.of("/", name);
            if (Files.isSymbolicLink(path))
                words.addAll(words("--symlink usr/" + name + " " + path));
            else if (Files.exists(path)) words.addAll(words("--ro-bind " + path + " " + path));
        }
        words.addAll(words("--ro-bind-try /etc/ld.so.cache /etc/ld.so.cache"));
        words.addAll(words("--proc /proc --dev /dev --remount-ro /dev"));
        words.addAll(words("--perms 1777 --size " + TEMPORARY + " --tmpfs /tmp"));
        for (var folder : parents(visible.keySet())) {
            words.addAll(List.of("--perms", "0755", "--dir", folder.toString()));
        }
        visible.forEach((inside, outside) ->
                words.addAll(List.of("--ro-bind", outside.toString(), inside.toString())));
        words.addAll(List.of("--remount-ro", "/", "--chdir", directory.toString(), "--"));
        if (asRoot) {
            words.addAll(words("setpriv --reuid=" + user + " --regid=" + user));
            words.addAll(
                    words("--clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all"));
        }
        words.addAll(words("prlimit --core=0 --nproc=" + PROCESSES + " --nofile=" + OPEN_FILES));
        words.addAll(words("--fsize=" + LONGEST_FILE + " --cpu=" + processorSeconds));
        words.addAll(command);
        return words;
    }

    /// The folders that must be made, outermost first: those that bubblewrap makes by itself are
    /// open to root only.
    private static Set<Path> parents(Set<Path> paths) {
        Set<Path> parents = new TreeSet<>();
        for (var path : paths) {
            for (var up = path.getParent();
                    up != null && up.getNameCount() > 0;
                    up = up.getParent()) {
                if (!up.startsWith("/usr")) parents.add(up);
            }
        }
        return parents;
    }

    private static List<String> words(String line) {
        return Stream.of(line.split(" ", -1)).toList();
    }
}
