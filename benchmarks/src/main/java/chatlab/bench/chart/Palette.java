package chatlab.bench.chart;

import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/// How a contestant looks in all charts of a run: a color, a mark, and a kind of line.
///
/// The colors are those of Okabe and Ito: people with any common kind of color blindness can tell
/// them apart. Yellow is left out because it is faint on white. People who see no color can go by
/// the marks.
///
/// @see <a href="https://jfly.uni-koeln.de/color/">Okabe, Ito: Color Universal Design</a>
final class Palette {
    private static final List<Color> COLORS =
            List.of(
                    new Color(0x0072B2),
                    new Color(0xD55E00),
                    new Color(0x009E73),
                    new Color(0xCC79A7),
                    new Color(0x56B4E9),
                    new Color(0xE69F00),
                    new Color(0x000000));

    private static final List<Marker> MARKS =
            List.of(
                    SeriesMarkers.CIRCLE,
                    SeriesMarkers.SQUARE,
                    SeriesMarkers.TRIANGLE_UP,
                    SeriesMarkers.DIAMOND,
                    SeriesMarkers.TRIANGLE_DOWN);

    private static final List<BasicStroke> LINES =
            List.of(SeriesLines.SOLID, SeriesLines.DASH_DASH, SeriesLines.DOT_DOT);

    private final List<String> contestants;

    /// @param contestants all contestants of a run, in their order
    Palette(List<String> contestants) {
        this.contestants = List.copyOf(contestants);
    }

    Color color(String contestant) {
        return COLORS.get(index(contestant) % COLORS.size());
    }

    /// 5 marks and 7 colors make 35 different pairs.
    Marker mark(String contestant) {
        return MARKS.get(index(contestant) % MARKS.size());
    }

    BasicStroke line(String contestant) {
        return LINES.get(index(contestant) / COLORS.size() % LINES.size());
    }

    private int index(String contestant) {
        return Math.max(0, contestants.indexOf(contestant));
    }
}
