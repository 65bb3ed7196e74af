package chatlab.coursework.lab;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes the files for students, and leaves out those that they must not see.
///
/// @param directory where to
public record HandoutExport(Path directory) {
    public static final String LAB = "chat-lab";

    /// On a machine that has the lab on its PATH.
    private static final String COMMAND = "lab";

    /// The lab's own sources that answer the labs' questions or show how to attack a grader.
    private static final Set<Path> WITHHELD =
            Set.of(
                    Path.of("coursework/solutions"),
                    Path.of("coursework/samples"),
                    Path.of("coursework/src/test"));

    /// Build output and the folders of tools.
    private static final Set<String> SKIPPED = Set.of("target", "lab-out", ".git");

    /// Writes the folders in which students work.
    ///
    /// @return the folders, for more to be added
    /// @throws IOException with a sentence for the user, if one of them is there already
    public List<Path> labs(List<LabFolder> labs) throws IOException {
        for (var lab : labs) refuseIfThere(directory.resolve(lab.name()));
        var written = new ArrayList<Path>();
        for (var lab : labs) {
            var folder = directory.resolve(lab.name());
            write(lab, folder, COMMAND);
            written.add(folder);
        }
        Files.copy(
                labs.getFirst().path().resolveSibling("README.md"),
                directory.resolve("README.md"),
                StandardCopyOption.REPLACE_EXISTING);
        return written;
    }

    /// Writes the folder of one lab for whoever works on this machine.
    ///
    /// @throws IOException with a sentence for the user, if the folder is there already
    public static void start(LabFolder lab, Path folder) throws IOException {
        refuseIfThere(folder);
        var script = System.getProperty("os.name", "").startsWith("Windows") ? "lab.cmd" : "lab";
        var command = LabFolder.home().resolve(script);
        new HandoutExport(folder)
                .write(lab, folder, Files.exists(command) ? command.toString() : COMMAND);
    }

    /// @param command that starts the lab there
    private void write(LabFolder lab, Path folder, String command) throws IOException {
        copy(lab.starter(), folder);
        for (var file : List.of(lab.handout(), lab.rubric(), lab.reportTemplate())) {
            Files.copy(file, folder.resolve(file.getFileName().toString()));
        }
        IdeFiles.write(folder, lab.name(), command);
    }

    /// Writes the lab's own sources.
    public Path lab(Path home) throws IOException {
        var folder = directory.resolve(LAB);
        refuseIfThere(folder);
        copy(home, folder);
        return folder;
    }

    private static void refuseIfThere(Path folder) throws IOException {
        if (Files.exists(folder)) {
            throw new IOException(
                    folder + " exists already and was not changed; name another folder");
        }
    }

    private void copy(Path from, Path to) throws IOException {
        var ownPlace = directory.toAbsolutePath().normalize();
        Files.walkFileTree(
                from,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes its)
                            throws IOException {
                        var path = from.relativize(folder);
                        if (WITHHELD.contains(path)
                                || SKIPPED.contains(String.valueOf(folder.getFileName()))
                                || folder.toAbsolutePath().normalize().equals(ownPlace)) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(to.resolve(path.toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes its)
                            throws IOException {
                        var path = from.relativize(file);
                        if (!SKIPPED.contains(String.valueOf(file.getFileName()))) {
                            Files.copy(
                                    file,
                                    to.resolve(path.toString()),
                                    StandardCopyOption.COPY_ATTRIBUTES);
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
