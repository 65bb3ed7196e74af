package chatlab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Every Java source is formatted by google-java-format in its AOSP style. With `-Dformat=fix` this
/// test formats the sources instead.
class FormattingTest {

    private static final boolean FIX = "fix".equals(System.getProperty("format"));

    @Test
    void everySourceIsFormatted() throws IOException, FormatterException {
        var formatter =
                new Formatter(
                        JavaFormatterOptions.builder()
                                .style(JavaFormatterOptions.Style.AOSP)
                                .build());
        List<Path> unformatted = new ArrayList<>();

        for (Path file : Checkout.files(".java")) {
            String source = Files.readString(file);
            String formatted = formatter.formatSourceAndFixImports(source);
            if (!formatted.equals(source)) {
                // A string that was broken over two lines is indented by the second pass only.
                formatted = formatter.formatSourceAndFixImports(formatted);
            }
            if (FIX && !formatted.equals(source)) {
                Files.writeString(file, formatted);
            } else if (!formatted.equals(source)) {
                unformatted.add(Checkout.root().relativize(file));
            }
        }

        assertThat(unformatted).as("not formatted; .ci/format does it").isEmpty();
    }
}
