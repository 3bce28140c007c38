package dev.tenantry.shared.work;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

import dev.tenantry.OurClasses;
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
    void areHowEveryThreadOfOursWorks() {
        var starters = OurClasses.ALL.stream()
                .filter(type -> calls(type, "java.lang.Thread$Builder", "start"))
                .toList();

        assertThat(starters).hasSizeGreaterThanOrEqualTo(6);
        assertThat(starters).allMatch(type -> calls(type, Turns.class.getName(), "repeat")
                || calls(type, Turns.class.getName(), "attempt"));
    }

    private static boolean calls(JavaClass type, String owner, String method) {
        return type.getMethodCallsFromSelf()
                .stream()
                .anyMatch(call -> call.getTargetOwner().getFullName().startsWith(owner)
                        && call.getTarget().getName().equals(method));
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable failure) throws X {
        throw (X) failure;
    }
}
