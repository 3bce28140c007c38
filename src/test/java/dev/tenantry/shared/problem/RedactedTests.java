package dev.tenantry.shared.problem;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedactedTests {

    private static final String WHO = "ada@example.test";

    @Test
    void tellsKindAndPlaceAndNothingThatWasSaid() {
        var failure = new IllegalStateException(WHO, new SQLException("Key (email)=(" + WHO + ")", "23505"));
        failure.addSuppressed(new IllegalArgumentException(WHO));

        var logged = printed(Redacted.of(failure));

        assertThat(logged).doesNotContain(WHO, "Key")
                .contains("java.lang.IllegalStateException", "Caused by: java.sql.SQLException (SQLSTATE 23505)",
                        "Suppressed: java.lang.IllegalArgumentException",
                        "at dev.tenantry.shared.problem.RedactedTests");
    }

    @Test
    void fitsOnALine() {
        var failure = new IllegalStateException(WHO, new SQLException(WHO, "08001", new IllegalArgumentException()));

        assertThat(Redacted.line(failure))
                .isEqualTo("java.lang.IllegalStateException < java.sql.SQLException (SQLSTATE 08001)"
                        + " < java.lang.IllegalArgumentException");
    }

    @Test
    void endsWhereCausesGoInCircles() {
        var first = new IllegalStateException();
        var second = new IllegalArgumentException(first);
        first.initCause(second);
        second.addSuppressed(first);

        assertThat(Redacted.line(second))
                .isEqualTo("java.lang.IllegalArgumentException < java.lang.IllegalStateException");
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
