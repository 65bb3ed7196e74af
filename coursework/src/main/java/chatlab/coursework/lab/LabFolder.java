package chatlab.coursework.lab;

import chatlab.evidence.ProgramPlace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A lab on disk: the files to hand out, and the rubric.
///
/// @param path the folder, named as the lab: `02-the-lost-update`
public record LabFolder(Path path) {

    /// Where `coursework/labs` is, if not above the running program or the current directory.
    static final String HOME = "lab.home";

    private static final String LABS = "coursework/labs";

    /// Finds a lab by its number, such as `02` or `2`, or by its name.
    ///
    /// @throws NoSuchLabException with a sentence for the user, if there is no such lab
    public static LabFolder find(String wanted) throws IOException {
        String start = wanted.matches("\\d") ? "0" + wanted : wanted;
        var all = all();
        return all.stream()
                .filter(lab -> lab.number().equals(start) || lab.name().equals(start))
                .findFirst()
                .orElseThrow(() ->
                        new NoSuchLabException(
                                "There is no lab '%s'; there are %s."
                                        .formatted(
                                                wanted,
                                                all.stream()
                                                        .map(LabFolder::number)
                                                        .collect(Collectors.joining(", ")))));
    }

    /// All labs in the order of their numbers.
    ///
    /// @throws IOException with a sentence for the user, if no labs are found
    public static List<LabFolder> all() throws IOException {
        try (var folders = Files.list(home().resolve(LABS))) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("handout.md")))
                    .sorted()
                    .map(LabFolder::new)
                    .toList();
        }
    }

    /// The checkout that this program was built in.
    public static Path home() throws IOException {
        String property = System.getProperty(HOME);
        var beginnings =
                property == null
                        ? Stream.of(ProgramPlace.of(LabFolder.class), Path.of("").toAbsolutePath())
                        : Stream.of(Path.of(property).toAbsolutePath());
        return beginnings
                .flatMap(place -> ProgramPlace.upwards(place, LabFolder::hasLabs).stream())
                .findFirst()
                .orElseThrow(() ->
                        new IOException(
                                "there is no folder %s above this program; start it in the lab's checkout, or set -D%s=DIR"
                                        .formatted(LABS, HOME)));
    }

    private static boolean hasLabs(Path folder) {
        return Files.isDirectory(folder.resolve(LABS));
    }

    /// Such as `02-the-lost-update`.
    public String name() {
        return path.getFileName().toString();
    }

    /// Such as `02`.
    public String number() {
        return name().replaceFirst("-.*", "");
    }

    /// The handout's heading, without the number.
    public String title() throws IOException {
        try (var lines = Files.lines(handout())) {
            return lines.findFirst().orElse("").replaceFirst("^# (Lab \\d+: )?", "");
        }
    }

    public Path handout() {
        return path.resolve("handout.md");
    }

    /// The files from which a student starts, as they will lie in the submission.
    public Path starter() {
        return path.resolve("starter");
    }

    public Path hints() {
        return path.resolve("hints.yaml");
    }

    public Path rubric() {
        return path.resolve("rubric.yaml");
    }

    public Path reportTemplate() {
        return path.resolve("report-template.md");
    }

    /// The handout, the starter and the template: what every submission shares.
    public List<String> texts() throws IOException {
        var texts = new ArrayList<String>();
        try (var files = Files.walk(path)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                texts.add(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
