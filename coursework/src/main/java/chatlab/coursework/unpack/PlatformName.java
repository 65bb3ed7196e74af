package chatlab.coursework.unpack;

import chatlab.coursework.unpack.Submission.Platform;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a name that a learning platform gave to a file or folder.
///
/// @param who the id that the name makes, such as `exampleann_4711`
/// @param user the platform's own number
/// @param upload rises with each file that is handed in; 0 where the platform does not say
/// @param file as the student named it; empty: a folder with the student's files
/// @param isTyped whether it is a text typed into the platform, and no file
record PlatformName(
        Platform platform,
        String who,
        String user,
        long upload,
        String file,
        boolean isLate,
        boolean isTyped) {

    /// Canvas: `exampleann_LATE_4711_98765_lab02.zip`. A group's name may have numbers, too.
    private static final Pattern CANVAS =
            Pattern.compile(
                    "(?<who>(.*_)?(?!LATE_)[^_]*[^\\d_][^_]*|.+(?=_LATE_))_(?<late>LATE_)?(?<numbers>\\d+(_\\d+)+)_(?<file>.+)");

    /// Canvas: the file of a text that was typed in.
    private static final String TYPED = "text.html";

    private static final Pattern CANVAS_TEXT =
            Pattern.compile("(?<who>.+?)_(?<late>LATE_)?(?<user>\\d+)_" + TYPED);

    /// Moodle: `Ann Example_12345_assignsubmission_file_`, a folder or with a file's name behind.
    private static final Pattern MOODLE =
            Pattern.compile(
                    "(?<who>.+)_(?<user>\\d+)_(assignsubmission_)?(?<kind>file|onlinetext)"
                            + "(_(?<file>.*))?");

    /// Gradescope: `submission_12345`.
    private static final Pattern GRADESCOPE = Pattern.compile("submission_(?<user>\\d+)");

    /// The parts of a name; null: no platform names files so.
    static @Nullable PlatformName of(String name) {
        var moodle = MOODLE.matcher(name);
        if (moodle.matches() && name.contains("_assignsubmission_")) return moodle(moodle);
        var canvas = CANVAS.matcher(name);
        if (canvas.matches()) return canvas(canvas);
        var text = CANVAS_TEXT.matcher(name);
        if (text.matches()) {
            return canvas(text.group("who"), text.group("user"), 0, TYPED, isLate(text));
        }
        if (moodle.matches() && moodle.group("kind").equals("onlinetext")) return moodle(moodle);
        var gradescope = GRADESCOPE.matcher(name);
        if (!gradescope.matches()) return null;
        var user = gradescope.group("user");
        return new PlatformName(Platform.GRADESCOPE, name, user, 0, "", false, false);
    }

    private static boolean isLate(Matcher canvas) {
        return canvas.group("late") != null;
    }

    private static PlatformName moodle(Matcher moodle) {
        var user = moodle.group("user");
        var file = moodle.group("file");
        return new PlatformName(
                Platform.MOODLE,
                moodle.group("who") + "_" + user,
                user,
                0,
                file == null ? "" : file,
                false,
                moodle.group("kind").equals("onlinetext"));
    }

    /// The last two of the numbers are the user's and the upload's, unless the last is so short
    /// that the student's own name for the file begins with it.
    private static PlatformName canvas(Matcher canvas) {
        var numbers = canvas.group("numbers").split("_", -1);
        int upload = numbers.length - 1;
        while (upload > 1 && isShort(numbers, upload)) upload--;
        var who = new StringBuilder(canvas.group("who"));
        for (int i = 0; i < upload - 1; i++) who.append('_').append(numbers[i]);
        var file = new StringBuilder();
        for (int i = upload + 1; i < numbers.length; i++) file.append(numbers[i]).append('_');
        file.append(canvas.group("file"));
        return canvas(
                who.toString(),
                numbers[upload - 1],
                number(numbers[upload]),
                file.toString(),
                isLate(canvas));
    }

    private static boolean isShort(String[] numbers, int index) {
        int length = numbers[index].length();
        return length < numbers[index - 1].length() && length < numbers[index - 2].length();
    }

    private static PlatformName canvas(
            String who, String user, long upload, String file, boolean isLate) {
        return new PlatformName(
                Platform.CANVAS, who + "_" + user, user, upload, file, isLate, file.equals(TYPED));
    }

    private static long number(String digits) {
        return Long.parseLong(digits.substring(0, Math.min(18, digits.length())));
    }
}
