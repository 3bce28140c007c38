package dev.tenantry.crm.form.submission;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Where a submission stands: it has come, its address is confirmed, it has become what it was to; or it is kept apart, or could not. */
enum SubmissionStatus {

    RECEIVED, CONFIRMED, PROCESSED, SPAM, FAILED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    boolean canTransitionTo(SubmissionStatus next) {
        return switch (this) {
            case RECEIVED -> next == CONFIRMED || next == PROCESSED || next == SPAM || next == FAILED;
            case CONFIRMED -> next == PROCESSED || next == SPAM || next == FAILED;
            case FAILED -> next == RECEIVED || next == CONFIRMED || next == SPAM;
            case SPAM -> next == RECEIVED || next == CONFIRMED;
            case PROCESSED -> false;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
