package dev.tenantry.crm.project;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** Whether a project is being worked on. */
enum ProjectStatus {

    ACTIVE, ARCHIVED, COMPLETED;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    /** None is an end: people find out that something is not over after all. */
    boolean canTransitionTo(ProjectStatus next) {
        return switch (this) {
            case ACTIVE, ARCHIVED, COMPLETED -> next != this;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
