package dev.tenantry.access.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What is done by itself about something that was detected. */
public enum Mitigation {

    /** The member needs a session that a second factor was used in. */
    STEP_UP,
    /** The session, or where none is known the member's sessions in the organization, are ended: the person signs in again. */
    SESSION_ENDED,
    /** The API key is refused. */
    KEY_SUSPENDED,
    /** Requests from the address to the organization are refused. */
    ADDRESS_BLOCKED;

    private final String value = name().toLowerCase(Locale.ROOT);

    /** What was done, as it is kept. */
    public static List<Mitigation> read(@Nullable String kept) {
        return kept == null
                ? List.of()
                : Arrays.stream(kept.split(",")).map(one -> valueOf(one.toUpperCase(Locale.ROOT))).toList();
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
