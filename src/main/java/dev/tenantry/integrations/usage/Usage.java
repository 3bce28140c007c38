package dev.tenantry.integrations.usage;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What an integration's calls of one kind have come to.
 *
 * @param averageDurationMs in milliseconds, of all calls, those that failed included
 * @param tokensIn          of a language model
 */
record Usage(
        @Nullable UUID integrationId,
        String provider,
        String operationType,
        long calls,
        long failures,
        long averageDurationMs,
        long tokensIn,
        long tokensOut) {}
