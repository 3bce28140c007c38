package dev.tenantry.automation.approval;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** What has become of what a run asks: it waits, it is decided, or its run asks no more. Which of these it is {@code app.approval_status} says. */
enum ApprovalStatus {

    PENDING, APPROVED, REJECTED, WITHDRAWN;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** All of them, as they are shown and filtered by. */
    static List<String> names() {
        return Arrays.stream(values()).map(ApprovalStatus::toString).toList();
    }

    static ApprovalStatus of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
