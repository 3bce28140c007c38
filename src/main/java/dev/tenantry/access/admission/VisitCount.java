package dev.tenantry.access.admission;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** How many requests a row of the log stands for, and what was said by the first of them. @param entry of the list that let it in */
record VisitCount(long number, @Nullable String userAgent, @Nullable UUID entry) {

    VisitCount plus(VisitCount other) {
        return new VisitCount(number + other.number, userAgent, entry);
    }
}
