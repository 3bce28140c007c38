package dev.tenantry.crm.assignment;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a member is given records now, or why not. */
enum CandidateState {

    AVAILABLE, ABSENT, FULL, NOT_PERMITTED, LEFT;

    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
