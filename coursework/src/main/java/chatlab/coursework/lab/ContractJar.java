package chatlab.coursework.lab;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// The jar that a student's sources compile against: the contract and the lab's strategies, with
/// their sources in it.
final class ContractJar {
    private static final String CONTRACT = "chatlab/strategies/BroadcastStrategy.class";

    private ContractJar() {}

    /// Copies the jar of the running program; one that runs from a build's folders packs them.
    static void write(Path jar) throws IOException {
        Files.createDirectories(Objects.requireNonNull(jar.getParent()));
        var place = place();
        if (Files.isRegularFile(place)) {
            Files.copy(place, jar);
        } else {
            pack(place, jar);
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

    private static void pack(Path folder, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new ZipEntry(folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }
}
