package chatlab.bench.chart;

import chatlab.evidence.Evidence;

import de.erichseifert.vectorgraphics2d.Processors;
import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.util.PageSize;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Consumer;

import javax.imageio.ImageIO;

/// A drawing, available as SVG and as PNG.
///
/// @param name the name of its files, without the ending
/// @param caption what it shows
/// @param painting draws it, in the given size
public record Figure(
        String name, String caption, int width, int height, Consumer<Graphics2D> painting) {

    /// Pixels per unit of length: sharp on today's screens, and in print.
    private static final int SCALE = 2;

    /// Draws something small, so that all that drawing needs is loaded.
    ///
    /// When Java's graphics are loaded they add a shutdown hook. The JVM refuses this once it shuts
    /// down, for example after Ctrl-C. And a machine without fonts should fail before the
    /// measurement, not after it.
    public static void rehearse() {
        System.setProperty("java.awt.headless", "true"); // charts need no screen
        var figure =
                new Figure(
                        "",
                        "",
                        10,
                        10,
                        graphics -> ChartText.draw(graphics, "1", ChartText.TITLE, 1, 9));
        figure.png();
        figure.svg();
    }

    /// Writes both files beside the results of a run.
    public void writeTo(Evidence.Run evidence) throws IOException {
        evidence.writeText("charts/" + name + ".svg", svg());
        Files.write(evidence.file("charts/" + name + ".png"), png());
    }

    public String svg() {
        var graphics = new VectorGraphics2D();
        painting.accept(graphics);
        var bytes = new ByteArrayOutputStream();
        try {
            Processors.get("svg")
                    .getDocument(graphics.getCommands(), new PageSize(width, height))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Lengths without a unit are pixels; this library's are millimetres, which browsers zoom.
        return bytes.toString(StandardCharsets.UTF_8)
                .replaceFirst("width=\"[0-9.]+mm\"", "width=\"" + width + "\"")
                .replaceFirst("height=\"[0-9.]+mm\"", "height=\"" + height + "\"")
                .replace("\r\n", "\n");
    }

    byte[] png() {
        var image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(SCALE, SCALE);
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        painting.accept(graphics);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
