package dev.tenantry.integrations.connection;

import org.jspecify.annotations.Nullable;

/**
 * What the other side said.
 *
 * @param succeeded  whether it is there and takes what it is given
 * @param statusCode of its answer; absent: there was none
 * @param error      why it failed
 * @param durationMs in milliseconds
 */
record TestResponse(boolean succeeded, @Nullable Integer statusCode, @Nullable String error, long durationMs) {}
