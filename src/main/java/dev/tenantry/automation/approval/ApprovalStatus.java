package dev.tenantry.automation.approval;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** What has become of what a run asks: it waits, it is decided, or its run asks no more. */
enum ApprovalStatus {

    PENDING, APPROVED, REJECTED, WITHDRAWN;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
