package chatlab.bench.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;

/// Text drawn as outlines, as the chart library does, so that an SVG looks the same everywhere.
final class ChartText {
    static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font TITLE = PLAIN.deriveFont(Font.BOLD, 14f);

    private ChartText() {}

    /// Draws in the graphics' color.
    ///
    /// @param x the left end
    /// @param y of the line on which the letters stand
    static void draw(Graphics2D graphics, String text, Font font, double x, double y) {
        var layout = new TextLayout(text, font, graphics.getFontRenderContext());
        graphics.fill(layout.getOutline(AffineTransform.getTranslateInstance(x, y)));
    }

    static double width(Graphics2D graphics, String text, Font font) {
        return new TextLayout(text, font, graphics.getFontRenderContext()).getAdvance();
    }
}
