package chatlab.bench.chart;

import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;

/// How a contestant looks in all charts of a run: a colour, a mark, and a kind of line.
///
/// The colours are those of Okabe and Ito, which people with any of the usual kinds of colour
/// blindness can tell apart; yellow is left out, for it is faint on white. Whoever sees no colour
/// has the marks.
///
/// @see <a href="https://jfly.uni-koeln.de/color/">Okabe, Ito: Color Universal Design</a>
final class Palette {
    private static final List<Color> COLOURS =
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

    /// @param contestants all of a run, in their order
    Palette(List<String> contestants) {
        this.contestants = List.copyOf(contestants);
    }

    Color colour(String contestant) {
        return COLOURS.get(index(contestant) % COLOURS.size());
    }

    /// Fives and sevens: 35 pairs before one comes again.
    Marker mark(String contestant) {
        return MARKS.get(index(contestant) % MARKS.size());
    }

    BasicStroke line(String contestant) {
        return LINES.get(index(contestant) / COLOURS.size() % LINES.size());
    }

    private int index(String contestant) {
        return Math.max(0, contestants.indexOf(contestant));
    }
}
