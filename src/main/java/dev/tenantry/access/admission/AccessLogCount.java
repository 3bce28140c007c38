package dev.tenantry.access.admission;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** How many requests a row of the log stands for, and what was said by the first of them. @param entry of the list that let it in */
record AccessLogCount(long number, @Nullable String userAgent, @Nullable UUID entry) {

    AccessLogCount plus(AccessLogCount other) {
        return new AccessLogCount(number + other.number, userAgent, entry);
    }
}
