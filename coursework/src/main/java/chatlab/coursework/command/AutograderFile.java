package chatlab.coursework.command;

import chatlab.coursework.lab.LabFolder;
import chatlab.evidence.Json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A file of what another platform needs to grade a lab.
///
/// @param path relative to the whole, with `/` between its parts
record AutograderFile(String path, boolean isExecutable, String text) {
    private static final String RUBRIC = "rubric.yaml";

    /// PrairieLearn kills a job after so many seconds. Grading one submission takes up to 40 s with
    /// half a processor, compilation included.
    private static final int TIMEOUT_SECONDS = 300;

    /// The autograder that Gradescope unpacks into `source`.
    static List<AutograderFile> gradescope(LabFolder lab, String repository, String revision)
            throws IOException {
        var settings =
                "LAB_NUMBER=%s\nLAB_REPOSITORY=%s\nLAB_REVISION=%s\n"
                        .formatted(quoted(lab.number()), quoted(repository), quoted(revision));
        return List.of(
                script("gradescope", "setup.sh", "setup.sh"),
                script("gradescope", "run_autograder", "run_autograder"),
                new AutograderFile("lab.conf", false, settings),
                rubric(lab, ""));
    }

    /// A question with an external grader, as in its `info.json`.
    static List<AutograderFile> prairieLearn(LabFolder lab, String image) throws IOException {
        Map<String, Object> grading = new LinkedHashMap<>();
        grading.put("enabled", true);
        grading.put("image", image);
        grading.put("entrypoint", "/grade/tests/grade.sh");
        grading.put("timeout", TIMEOUT_SECONDS);
        grading.put("enableNetworking", false);
        var title = "Lab %s: %s".formatted(lab.number(), lab.title());
        Map<String, Object> info = new LinkedHashMap<>();
        var name = "chat-lab/" + lab.name();
        info.put("uuid", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
        info.put("title", title);
        info.put("topic", "Concurrency");
        info.put("tags", List.of("chat-lab"));
        info.put("type", "v3");
        info.put("gradingMethod", "External");
        info.put("externalGradingOptions", grading);
        return List.of(
                new AutograderFile("info.json", false, Json.pretty(info) + "\n"),
                new AutograderFile(
                        "question.html", false, resource("prairielearn", "question.html")),
                script("prairielearn", "grade.sh", "tests/grade.sh"),
                rubric(lab, "tests/"));
    }

    /// The test repository of a programming exercise.
    static List<AutograderFile> artemis(LabFolder lab) throws IOException {
        return List.of(script("artemis", "build.sh", "build.sh"), rubric(lab, ""));
    }

    /// A script for a machine with containers.
    static List<AutograderFile> docker(LabFolder lab) throws IOException {
        return List.of(script("docker", "grade.sh", "grade.sh"), rubric(lab, ""));
    }

    private static AutograderFile rubric(LabFolder lab, String folder) throws IOException {
        return new AutograderFile(folder + RUBRIC, false, Files.readString(lab.rubric()));
    }

    private static AutograderFile script(String platform, String name, String path)
            throws IOException {
        return new AutograderFile(path, true, resource(platform, name));
    }

    private static String resource(String platform, String name) throws IOException {
        try (InputStream in = AutograderFile.class.getResourceAsStream(platform + "/" + name)) {
            if (in == null) throw new IllegalStateException("the lab was built without " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// For a shell, so that no value is more than a value.
    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }
}
