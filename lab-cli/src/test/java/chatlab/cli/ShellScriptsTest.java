package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ShellScriptsTest {

    @Test
    void shellcheckFindsNothing() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("shellcheck"));
        for (Path file : Checkout.files()) {
            byte[] start = new byte[9];
            try (var in = Files.newInputStream(file)) {
                in.readNBytes(start, 0, start.length);
            }
            if (new String(start, StandardCharsets.US_ASCII).equals("#!/bin/sh")) {
                command.add(file.toString());
            }
        }
        assumeTrue(
                SearchPath.find("shellcheck").isPresent(),
                "shellcheck is missing; see .ci/install");

        Process shellcheck = new ProcessBuilder(command).redirectErrorStream(true).start();
        String complaints =
                new String(shellcheck.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(complaints).isEmpty();
        assertThat(shellcheck.waitFor()).isZero();
        assertThat(command).hasSizeGreaterThan(4); // lab and .ci
    }
}
