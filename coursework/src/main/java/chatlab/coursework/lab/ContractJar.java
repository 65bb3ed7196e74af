package chatlab.coursework.lab;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The jar that a student's sources compile against: the contracts and the lab's strategies, with
/// their sources in it.
final class ContractJar {
    private static final String CONTRACT = "chatlab/strategies/BroadcastStrategy.class";

    private ContractJar() {}

    /// What a relay of one's own is written against; each with its source.
    private static final List<String> RELAY =
            List.of("chatlab/relay/HoldBack", "chatlab/relay/Arrival");

    /// Packs the strategies, from the jar of the running program or the folders of a build, and the
    /// few classes of the relay.
    static void write(Path jar) throws IOException {
        Files.createDirectories(Objects.requireNonNull(jar.getParent()));
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            var place = place();
            if (Files.isRegularFile(place)) copy(place, out);
            else pack(place, out);
            for (var name : RELAY) {
                add(name + ".class", out);
                add(name + ".java", out);
            }
        }
    }

    private static Path place() throws IOException {
        URL found = ContractJar.class.getClassLoader().getResource(CONTRACT);
        if (found == null) throw new IOException("the lab's strategies are not on the class path");
        var address = found.toString();
        var top = address.substring(0, address.length() - CONTRACT.length());
        if (top.startsWith("jar:")) top = top.substring("jar:".length(), top.length() - 2);
        try {
            return Path.of(new URI(top));
        } catch (URISyntaxException e) {
            throw new AssertionError("a loaded class has a valid location", e);
        }
    }

    private static void copy(Path jar, JarOutputStream out) throws IOException {
        try (var in = new ZipFile(jar.toFile())) {
            for (var entry : Collections.list(in.entries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (var bytes = in.getInputStream(entry)) {
                    bytes.transferTo(out);
                }
                out.closeEntry();
            }
        }
    }

    private static void pack(Path folder, JarOutputStream out) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    private static void add(String name, JarOutputStream out) throws IOException {
        try (var in = ContractJar.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) throw new IOException(name + " is not on the class path");
            out.putNextEntry(new ZipEntry(name));
            in.transferTo(out);
            out.closeEntry();
        }
    }
}
