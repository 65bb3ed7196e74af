package chatlab.cli.dist;

import chatlab.cli.Checksums;
import chatlab.evidence.Git;
import chatlab.evidence.Release;
import chatlab.web.docs.Handbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What people download: all that the lab needs besides a JDK, built, with its documents and its
/// labs, but without their solutions.
///
/// The same checkout and the same build give the same bytes.
final class Distribution {
    /// From the checkout as they are, with all that is in them.
    private static final List<String> COPIED =
            List.of("lab.cmd", "LICENSE", "coursework/labs", "coursework/containers");

    /// Each path once, in order.
    private final TreeMap<String, DistributionFile> files = new TreeMap<>();

    private Distribution() {}

    /// All files, in the order of their paths.
    ///
    /// @param home a checkout that has been built
    static List<DistributionFile> files(Path home, String version) throws IOException {
        var distribution = new Distribution();
        distribution.add(home, version);
        return List.copyOf(distribution.files.values());
    }

    private void add(Path home, String version) throws IOException {
        add(new DistributionFile("lab", Files.readAllBytes(home.resolve("lab")), true));
        for (var path : COPIED) addTree(path, home.resolve(path));
        addTree("lab.jar", home.resolve("lab-cli/target/lab.jar"));
        addTree("lib", home.resolve("lab-cli/target/lib"));
        for (var file : Handbook.files(home)) {
            add(new DistributionFile("docs/" + file.path(), file.bytes(), false));
        }
        add(DistributionFile.text("README.txt", readme(version)));
        add(DistributionFile.text(Release.FILE, new Release(version, Git.of(home)).text()));
        add(DistributionFile.text(Checksums.FILE, checksums()));
    }

    private void add(DistributionFile file) {
        files.put(file.path(), file);
    }

    private void addTree(String path, Path top) throws IOException {
        try (var tree = Files.walk(top)) {
            for (var file : tree.filter(Files::isRegularFile).toList()) {
                var below = top.relativize(file).toString().replace('\\', '/');
                add(DistributionFile.copy(below.isEmpty() ? path : path + "/" + below, file));
            }
        }
    }

    private String checksums() {
        return files.values().stream()
                .map(file -> Checksums.line(file.path(), file.bytes()))
                .collect(Collectors.joining());
    }

    private static String readme(String version) throws IOException {
        try (InputStream in = Distribution.class.getResourceAsStream("README.txt")) {
            if (in == null) throw new IllegalStateException("README.txt is missing in the jar");
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.replace("@VERSION@", version);
        }
    }
}
