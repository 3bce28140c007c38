package dev.tenantry.audit.sink;

import org.jspecify.annotations.Nullable;

/**
 * What came of a test.
 *
 * @param taken whether the server has taken the event
 * @param error why it has not
 */
record SinkTestResponse(boolean taken, @Nullable String error) {}
