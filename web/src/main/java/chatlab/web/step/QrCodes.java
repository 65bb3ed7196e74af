package chatlab.web.step;

import chatlab.evidence.Json;
import chatlab.site.SiteAnswer;
import chatlab.site.SiteRequest;

import io.nayuki.qrcodegen.QrCode;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts as QR codes, for a page that draws them: `{"rows": ["1110…", …]}`, 1 for a dark module.
final class QrCodes {
    /// Longer ones have modules too small to be read across a room.
    private static final int MOST = 300;

    private QrCodes() {}

    static SiteAnswer answer(SiteRequest request) {
        var text = request.query().getOrDefault("text", "");
        return text.length() > MOST
                ? SiteAnswer.sentence(413, "The text is too long for a QR code.")
                : SiteAnswer.json(Json.line(Map.of("rows", rows(text))));
    }

    private static List<String> rows(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.LOW);
        return IntStream.range(0, code.size).mapToObj(y -> row(code, y)).toList();
    }

    private static String row(QrCode code, int y) {
        return IntStream.range(0, code.size)
                .mapToObj(x -> code.getModule(x, y) ? "1" : "0")
                .collect(Collectors.joining());
    }
}
