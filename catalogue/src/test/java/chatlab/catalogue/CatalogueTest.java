package chatlab.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatlab.strategies.BroadcastStrategy;
import chatlab.strategies.BugCard.Family;
import chatlab.strategies.BugCard.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

class CatalogueTest {
    private static final String MINE =
            "@Strategy(name = \"mine\", technique = \"a set\", guarantees = {})";

    @TempDir private Path folder;

    @Test
    void namesAreUniqueAndCorrectStrategiesComeFirst() {
        var entries = Catalogue.entries();

        assertThat(entries).extracting(CatalogueEntry::name).doesNotHaveDuplicates();
        assertThat(entries).extracting(entry -> entry.bugCard().isPresent()).isSorted();
        assertThat(entries)
                .extracting(CatalogueEntry::name)
                .containsExactly(
                        "synchronized",
                        "rwlock",
                        "cow",
                        "snapshot",
                        "open-call",
                        "stamped",
                        "concurrent-set",
                        "striped",
                        "lazy-snapshot",
                        "actor",
                        "hold-back",
                        "unsafe",
                        "unsafe-snapshot",
                        "unsafe-iteration",
                        "unsafe-index-loop",
                        "unsafe-check-then-act",
                        "unsafe-lazy",
                        "unsafe-count",
                        "unsafe-read-lock",
                        "unsafe-two-locks",
                        "unsafe-free-slots",
                        "unsafe-subscriber-locks",
                        "unsafe-leave-check",
                        "unsafe-hold-back",
                        "unsafe-mailbox",
                        "unsafe-publication",
                        "unsafe-upgrade",
                        "unsafe-lock-order",
                        "unsafe-signal");
    }

    @ParameterizedTest
    @MethodSource("chatlab.catalogue.Catalogue#entries")
    void aBrokenTwinDeclaresWhatItsTwinDeclaresAndBreaksSomeOfItOrHangs(CatalogueEntry entry)
            throws StrategyNotFoundException {
        if (entry.bugCard().isEmpty()) return;
        var card = entry.bugCard().get();

        var twin = Catalogue.find(card.twin(), List.of());

        assertThat(twin.bugCard()).as("the twin is correct").isEmpty();
        assertThat(entry.guarantees()).isEqualTo(twin.guarantees());
        assertThat(entry.guarantees()).containsAll(Set.of(card.breaks()));
        if (card.breaks().length == 0) {
            assertThat(card.family()).isIn(Family.DEADLOCK, Family.LIVENESS);
            assertThat(card.shownBy()).contains(Tool.WATCHDOG);
        }
    }

    @ParameterizedTest
    @MethodSource("chatlab.catalogue.Catalogue#entries")
    void everyStrategyCarriesItsSourceAndIsFoundByNameAndByClass(CatalogueEntry entry)
            throws StrategyNotFoundException {
        var byName = Catalogue.find(entry.name(), List.of());
        var byClass = Catalogue.find(entry.className(), List.of());

        assertThat(byName.className()).isEqualTo(byClass.className()).isEqualTo(entry.className());
        assertThat(entry.source().orElseThrow()).contains("name = \"" + entry.name() + "\"");
        assertThat(entry.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void aMistypedNameIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> Catalogue.find("synchronised", List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("Did you mean 'synchronized'?")
                .hasMessageContaining("rwlock");
    }

    @ParameterizedTest
    @CsvSource({"cow,cow", "cw,cow", "cwo,cow", "cob,cow", "synchronised,synchronized"})
    void theNearestNameDiffersInAThirdOfTheLettersAtMost(String word, String nearest) {
        var names = List.of("cow", "rwlock", "synchronized");

        assertThat(Catalogue.nearest(word, names)).contains(nearest);
        assertThat(Catalogue.nearest("foo", names)).isEmpty();
    }

    @Test
    void aNameLikeNoOtherIsAnsweredWithoutAGuess() {
        assertThatThrownBy(() -> Catalogue.find("blockchain", List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageStartingWith("Unknown strategy 'blockchain'. ")
                .hasMessageNotContaining("Did you mean")
                .hasMessageContaining("Known: synchronized");
    }

    @Test
    void aJavaFileIsCompiledAndUsed() throws Exception {
        var file = write("Mine.java", mine("Mine", MINE));

        var entry = Catalogue.find(file.toString(), List.of());
        BroadcastStrategy<String> strategy = entry.create();

        assertThat(entry.name()).isEqualTo("mine");
        assertThat(entry.bugCard()).isEqualTo(Optional.empty());
        assertThat(entry.source().orElseThrow()).isEqualTo(Files.readString(file));
        assertThat(strategy.join(_ -> true)).isTrue();
        assertThat(strategy.broadcast("hello", _ -> true)).isEqualTo(1);
    }

    @Test
    void theCompiledClassIsFoundByNameOnItsClasspath() throws Exception {
        var file = write("Mine.java", mine("Mine", MINE));
        var compiled = Catalogue.find(file.toString(), List.of());

        var byClass = Catalogue.find("Mine", compiled.classpath());

        assertThat(byClass.name()).isEqualTo("mine");
        assertThat(byClass.classpath()).isEqualTo(compiled.classpath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n class SynchronizedBroadcast {}"})
    void aClassWithTheNameOfOneOfTheLabsIsRefused(String helper) throws IOException {
        var name = helper.isEmpty() ? "SynchronizedBroadcast" : "Mine";
        var source = "package chatlab.strategies;\n" + mine(name, MINE) + helper;
        var file = write(name + ".java", source);

        assertThatThrownBy(() -> Catalogue.find(file.toString(), List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessage(
                        file
                                + " contains chatlab.strategies.SynchronizedBroadcast, and so does"
                                + " the lab; give the class another name or package.");
    }

    @Test
    void aClassOnTheClasspathWithTheNameOfOneOfTheLabsIsRefused() throws IOException {
        var mine = folder.resolve("chatlab/strategies/SynchronizedBroadcast.class");
        Files.createDirectories(mine.getParent());
        Files.writeString(mine, "not looked into");

        assertThatThrownBy(() ->
                        Catalogue.find("chatlab.strategies.SynchronizedBroadcast", List.of(folder)))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageStartingWith("--classpath contains chatlab.strategies.Synchronized");
    }

    @Test
    void aServiceOnTheClasspathWithTheNameOfOneOfTheLabsIsAmbiguous() throws Exception {
        var file = write("Mine.java", mine("Mine", MINE).replace("\"mine\"", "\"cow\""));
        var className = Catalogue.compile(file, folder);
        var services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(BroadcastStrategy.class.getName()), className);

        assertThatThrownBy(() -> Catalogue.find("cow", List.of(folder)))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("CopyOnWriteBroadcast and of " + className);
        assertThat(Catalogue.find(className, List.of(folder)).className()).isEqualTo(className);
    }

    @Test
    void theHashIsOfTheSource() throws Exception {
        var one = write("Mine.java", mine("Mine", MINE));
        String before = Catalogue.find(one.toString(), List.of()).sha256();

        Files.writeString(one, Files.readString(one) + "// changed\n");

        assertThat(Catalogue.find(one.toString(), List.of()).sha256()).isNotEqualTo(before);
    }

    @Test
    void aFileThatDoesNotCompileIsAnsweredInTheCompilersWords() throws IOException {
        var file = write("Mine.java", "public class Mine { int x = \"text\"; }");

        assertThatThrownBy(() -> Catalogue.find(file.toString(), List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("does not compile")
                .hasMessageContaining("Mine.java:1: error: incompatible types");
    }

    /// Not by way of a stack that really overflows: that leaves marks in the JVM of all tests.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "An exception has occurred in the compiler (25.0.3). Please file a bug",
                "\n\nThe system is out of resources.\nConsult the following stack trace"
            })
    void aFileThatIsTooMuchForTheCompilerIsAnsweredInASentence(String introduction) {
        var messages = introduction + "\njava.lang.StackOverflowError\n\tat jdk.compiler/com.sun";

        assertThat(SourceCompiler.inShort(messages))
                .contains("nested too deeply")
                .doesNotContain("\n");
    }

    @Test
    void whatThrowsBeforeThereIsAStrategyIsNamed() throws Exception {
        var source =
                mine("Early", "@Strategy(name = \"early\", technique = \"a\", guarantees = {})");
        var inTheClass =
                source.replace(
                        "private final",
                        "static final int SIZE = Integer.parseInt(\"many\"); private final");
        var entry = Catalogue.find(write("Early.java", inTheClass).toString(), List.of());

        for (int i = 0; i < 2; i++) { // the JVM says the true reason only once
            assertThatThrownBy(entry::create)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            i == 0 ? "The static initializer of Early threw" : "Early");
        }
    }

    @Test
    void aMissingFileIsSaidToBeMissing() {
        assertThatThrownBy(() -> Catalogue.find("no/such/File.java", List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("Cannot read");
    }

    @Test
    void aClassWithoutAnnotationIsToldToAddOne() throws IOException {
        var file = write("Mine.java", mine("Mine", ""));

        assertThatThrownBy(() -> Catalogue.find(file.toString(), List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("no @Strategy annotation");
    }

    @Test
    void aFileWithoutAStrategyIsToldWhatToDeclare() throws IOException {
        var file = write("Mine.java", "public class Mine {}");

        assertThatThrownBy(() -> Catalogue.find(file.toString(), List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("implements BroadcastStrategy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-16", "UTF-16LE"})
    void aFileThatIsNotUtf8IsAnsweredInASentence(String encoding) throws IOException {
        var source = "// M\u00fcller\n" + mine("Mine", MINE);
        var file = folder.resolve("Mine.java");
        Files.writeString(file, source, Charset.forName(encoding));

        assertThatThrownBy(() -> Catalogue.find(file.toString(), List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("not saved as UTF-8; save it as UTF-8")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aByteOrderMarkBeforeUtf8IsAccepted() throws Exception {
        var file = write("Mine.java", "\uFEFF" + mine("Mine", MINE));

        assertThat(Catalogue.find(file.toString(), List.of()).name()).isEqualTo("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abstract class Base<M> implements BroadcastStrategy<M> {}",
                "interface Room<M> extends BroadcastStrategy<M> {}",
                "class Holder { static class Inner<M> extends Mine<M> {} }"
            })
    void aClassThatOnlyHelpsIsNotASecondStrategy(String helper) throws Exception {
        var source = mine("Mine", MINE).replace("final class", "class") + helper;

        var entry = Catalogue.find(write("Mine.java", source).toString(), List.of());

        assertThat(entry.className()).isEqualTo("Mine");
    }

    @Test
    void aStrategyMayExtendAnAbstractClassThatBroadcasts() throws Exception {
        var source =
                mine("Base", "abstract").replace("public final", "")
                        + MINE
                        + " public class Kind<M> extends Base<M> {}";

        var entry = Catalogue.find(write("Kind.java", source).toString(), List.of());

        assertThat(entry.className()).isEqualTo("Kind");
    }

    @Test
    void twoStrategiesInOneFileAreRefused() throws IOException {
        var source = mine("Mine", MINE).replace("final class", "class");
        var file = write("Mine.java", source + MINE + " class Yours<M> extends Mine<M> {}");

        assertThatThrownBy(() -> Catalogue.find(file.toString(), List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("several strategies (Mine, Yours)");
    }

    @Test
    void aStrategyForOneTypeOfMessageIsToldToTakeAny() throws IOException {
        var source = mine("Mine", MINE).replace("Mine<M>", "Mine").replace("<M>", "<String>");
        var file = write("Mine.java", source.replace("M message", "String message"));

        assertThatThrownBy(() -> Catalogue.find(file.toString(), List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessage(
                        "Mine takes only messages of type String, and a strategy must take any;"
                                + " declare it 'class Mine<M> implements BroadcastStrategy<M>'.");
    }

    @Test
    void aClassThatIsNoStrategyIsRefused() {
        assertThatThrownBy(() -> Catalogue.find("java.lang.String", List.of()))
                .isInstanceOf(StrategyNotFoundException.class)
                .hasMessageContaining("does not implement BroadcastStrategy");
    }

    private Path write(String name, String source) throws IOException {
        return Files.writeString(folder.resolve(name), source);
    }

    /// A student's first strategy, in a file of its own.
    static String mine(String name, String annotation) {
        return """
        import chatlab.strategies.*;
        import java.util.*;

        %s
        public final class %s<M> implements BroadcastStrategy<M> {
            private final Set<Subscriber<M>> members = Collections.newSetFromMap(new IdentityHashMap<>());

            public synchronized boolean join(Subscriber<M> subscriber) { return members.add(subscriber); }

            public synchronized boolean leave(Subscriber<M> subscriber) { return members.remove(subscriber); }

            public synchronized int broadcast(M message, Subscriber<M> sender) {
                int taken = 0;
                for (var member : members) if (member != sender && Delivery.attempt(member, message)) taken++;
                return taken;
            }

            public synchronized List<Subscriber<M>> subscribers() { return new ArrayList<>(members); }
        }
        """
                .formatted(annotation, name);
    }
}
