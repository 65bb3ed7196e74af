package chatlab.coursework.lab;

import j2html.utils.EscapeUtil;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What VS Code, IntelliJ IDEA and Eclipse need to open a student's folder: where the sources are,
/// the jar with the contract and its sources, and the lab's commands as tasks. All paths are
/// relative to the folder, so that it may be moved.
final class IdeFiles {
    /// Where each file goes, by the name of its template beside this class.
    private static final Map<String, String> FILES =
            Map.of(
                    "settings.json", ".vscode/settings.json",
                    "extensions.json", ".vscode/extensions.json",
                    "tasks.json", ".vscode/tasks.json",
                    "launch.json", ".vscode/launch.json",
                    "eclipse-project.xml", ".project",
                    "eclipse-classpath.xml", ".classpath",
                    "eclipse-jdt.prefs", ".settings/org.eclipse.jdt.core.prefs",
                    "intellij-modules.xml", ".idea/modules.xml",
                    "intellij-misc.xml", ".idea/misc.xml",
                    "intellij-module.xml", "@NAME@.iml");

    private final Path folder;
    private final String name;
    private final String lab;

    private IdeFiles(Path folder, String name, String lab) {
        this.folder = folder;
        this.name = name;
        this.lab = lab;
    }

    /// Adds the files to a student's folder.
    ///
    /// @param name of the project
    /// @param lab the command that starts the lab: a path, or a word that the shell finds
    static void write(Path folder, String name, String lab) throws IOException {
        var files = new IdeFiles(folder, name, lab);
        for (var file : FILES.entrySet()) files.write(file.getValue(), file.getKey(), Map.of());
        files.writeRunConfigurations();
        ContractJar.write(folder.resolve("lib/strategies.jar"));
    }

    private void writeRunConfigurations() throws IOException {
        Map<String, String> commands = new LinkedHashMap<>();
        try (var sources = Files.list(folder.resolve("src"))) {
            for (var source : sources.sorted().toList()) {
                var text = Files.readString(source);
                var file = "src/" + source.getFileName();
                if (text.contains("implements HoldBack")) {
                    commands.put("lab order", "order --relay " + file);
                }
                if (!text.contains("implements BroadcastStrategy")) continue;
                commands.put("lab race", "race --strategy " + file + " --quick");
                commands.put("lab step", "step --strategy " + file);
            }
        }
        commands.put("lab report check", "report check");
        for (var command : commands.entrySet()) {
            write(
                    ".idea/runConfigurations/" + command.getKey().replace(' ', '_') + ".xml",
                    "intellij-run.xml",
                    Map.of(
                            "@TITLE@",
                            command.getKey(),
                            "@COMMAND@",
                            EscapeUtil.escape("\"" + lab + "\" " + command.getValue())));
        }
    }

    private void write(String path, String template, Map<String, String> more) throws IOException {
        var file = folder.resolve(path.replace("@NAME@", name));
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        var text = template(template).replace("@NAME@", name).replace("@LAB@", inJson(lab));
        for (var each : more.entrySet()) text = text.replace(each.getKey(), each.getValue());
        Files.writeString(file, text);
    }

    private static String inJson(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String template(String name) throws IOException {
        try (var in = IdeFiles.class.getResourceAsStream("ide/" + name)) {
            if (in == null) throw new IllegalStateException("the lab was built without " + name);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
