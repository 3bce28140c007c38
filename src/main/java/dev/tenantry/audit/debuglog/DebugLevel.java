package dev.tenantry.audit.debuglog;

import java.util.Locale;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.annotation.JsonValue;
import jakarta.persistence.EnumeratedValue;

/** How much a line matters, the least first. */
enum DebugLevel {

    DEBUG, INFO, WARN, ERROR;

    @EnumeratedValue
    private final String value = name().toLowerCase(Locale.ROOT);

    /** What the logging library calls so: what is less than all of them counts as the least. */
    static DebugLevel of(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return ERROR;
        }
        if (level.isGreaterOrEqual(Level.WARN)) {
            return WARN;
        }
        return level.isGreaterOrEqual(Level.INFO) ? INFO : DEBUG;
    }

    @JsonValue
    @Override
    public String toString() {
        return value;
    }
}
