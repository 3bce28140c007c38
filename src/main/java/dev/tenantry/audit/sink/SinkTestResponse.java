package dev.tenantry.audit.sink;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * What came of a test.
 *
 * @param taken whether the server has taken the event
 * @param error why it has not
 */
record SinkTestResponse(boolean taken, @Nullable String error) {

    /** @param failure null where there was none */
    static SinkTestResponse of(@Nullable IOException failure) {
        return new SinkTestResponse(failure == null, failure == null ? null : SinkTransports.reason(failure));
    }
}
