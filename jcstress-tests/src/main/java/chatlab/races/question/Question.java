package chatlab.races.question;

import chatlab.strategies.Guarantee;

import org.openjdk.jcstress.infra.runners.TestList;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// One race test: its question, and the guarantees that it can show broken.
///
/// @param name the class's simple name
/// @param test jcstress's name for it: the class's full one
/// @param runner the class that jcstress has generated for it
/// @param text the question as a sentence
/// @param guarantee the guarantee that the test is about
/// @param guarantees that one, and all others whose violations its samples show
public record Question(
        String name,
        String test,
        String runner,
        String text,
        Guarantee guarantee,
        Set<Guarantee> guarantees) {

    /// All race tests in jcstress's list of tests, in the order of the guarantees.
    public static List<Question> all() {
        return TestList.tests().stream()
                .map(TestList::getInfo)
                .filter(test -> type(test.binaryName()).isAnnotationPresent(Asks.class))
                .map(test -> {
                    var type = type(test.binaryName());
                    var asks = type.getAnnotation(Asks.class);
                    return new Question(
                            type.getSimpleName(),
                            test.name(),
                            test.generatedRunner(),
                            test.description(),
                            asks.value(),
                            EnumSet.of(asks.value(), asks.also()));
                })
                .sorted(Comparator.comparing(Question::guarantee).thenComparing(Question::name))
                .toList();
    }

    /// The name of the test that a generated runner belongs to.
    public static String nameOf(String runner) {
        return runner.replaceFirst(".*\\.", "").replace("_jcstress", "").replace('_', '.');
    }

    private static Class<?> type(String binaryName) {
        try {
            return Class.forName(binaryName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("jcstress's list and the tests are in one module", e);
        }
    }
}
