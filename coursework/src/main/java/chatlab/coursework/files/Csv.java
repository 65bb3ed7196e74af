package chatlab.coursework.files;

import org.apache.commons.csv.CSVFormat;

/// The dialects of CSV that spreadsheets and platforms write.
public final class Csv {
    private static final char[] SEPARATORS = {',', ';', '\t'};

    private Csv() {}

    /// The format of a text, with the separator that its header has most often: a spreadsheet takes
    /// the semicolon where the comma stands in numbers.
    public static CSVFormat of(String text) {
        var header = text.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
        char best = SEPARATORS[0];
        for (char each : SEPARATORS) if (count(header, each) > count(header, best)) best = each;
        return CSVFormat.DEFAULT.builder().setDelimiter(best).get();
    }

    private static long count(String text, char separator) {
        return text.chars().filter(each -> each == separator).count();
    }
}
