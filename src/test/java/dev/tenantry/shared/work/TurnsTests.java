package dev.tenantry.shared.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.tenantry.support.ExpectedFailures;

import static org.assertj.core.api.Assertions.assertThat;

class TurnsTests {

    @Test
    void goOnAfterWhateverATurnThrows() {
        var failures = new ArrayDeque<Throwable>(List.of(new OutOfMemoryError("only said"), new StackOverflowError(),
                new AssertionError("no"), new IllegalStateException("no"), new NoClassDefFoundError("no")));
        var turns = new AtomicInteger();

        try (var logged = ExpectedFailures.loggedBy(Turns.class.getName())) {
            Turns.repeat("a test", Duration.ofMillis(1), () -> turns.get() < 7, () -> {
                turns.incrementAndGet();
                if (!failures.isEmpty()) {
                    sneak(failures.pop());
                }
            });
            assertThat(logged.count()).isEqualTo(5);
        }

        assertThat(failures).isEmpty();
        assertThat(turns).hasValue(7);
    }

    @Test
    void endWhenTheThreadIsInterrupted() throws InterruptedException {
        var thread = Thread.ofVirtual()
                .start(
                        () -> Turns.repeat("a test", Duration.ofMillis(1), () -> true,
                                () -> Thread.sleep(Duration.ofHours(1))));

        thread.interrupt();

        assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
    }

    /** Otherwise a thread of ours could end without anybody knowing. */
    @Test
    void areHowEveryThreadOfOursWorks() throws IOException {
        var started = Pattern.compile("Thread\\s*\\.of(Virtual|Platform)\\(\\)[^;]*?\\.start\\(");
        var works = Pattern.compile("Turns\\.(repeat|attempt)\\(");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var starters = files.filter(file -> file.toString().endsWith(".java"))
                    .map(TurnsTests::read)
                    .filter(text -> started.matcher(text).find())
                    .toList();

            assertThat(starters).hasSizeGreaterThanOrEqualTo(6).allMatch(text -> works.matcher(text).find());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @SuppressWarnings("unchecked")
    static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }
}
