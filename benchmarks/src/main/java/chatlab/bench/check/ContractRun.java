package chatlab.bench.check;

import chatlab.catalogue.CatalogueEntry;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Puts [ContractMain]'s short check to a strategy, in a child JVM that is killed if it hangs.
final class ContractRun {
    private static final int LIMIT_SECONDS = 30;

    private ContractRun() {}

    /// What it breaks, as a sentence; empty if nothing was seen.
    static Optional<String> faults(CatalogueEntry entry) throws IOException {
        var word = UUID.randomUUID().toString();
        var child =
                new ProcessBuilder(command(entry))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS)
                .execute(child::destroyForcibly);
        try {
            try (var input = child.outputWriter(StandardCharsets.UTF_8)) {
                input.write(word + "\n");
            }
            return child.inputReader(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(word))
                    .map(line -> line.substring(word.length()).strip())
                    .findFirst()
                    .or(() ->
                            Optional.of(
                                    "did not answer the check of the contract within %d s"
                                            .formatted(LIMIT_SECONDS)))
                    .filter(fault -> !fault.equals(ContractMain.NOTHING));
        } finally {
            child.destroyForcibly();
        }
    }

    private static List<String> command(CatalogueEntry entry) {
        List<String> classpath = new ArrayList<>();
        classpath.add(System.getProperty("java.class.path"));
        entry.classpath().stream().map(Path::toString).forEach(classpath::add);
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                String.join(File.pathSeparator, classpath),
                ContractMain.class.getName(),
                entry.className());
    }
}
