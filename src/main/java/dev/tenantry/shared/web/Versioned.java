package dev.tenantry.shared.web;

import java.util.Set;

/**
 * A response about a single resource. Its {@code ETag} stands for all that it shows ({@link EntityTags}), what comes from
 * other resources included; the version counts the changes of the resource's own row.
 */
public interface Versioned {

    int version();

    /**
     * The properties that move by themselves: counters, rates, the time of the last use. They change the ETag, and stand in
     * the way of no {@code If-Match}, which guards what people have written.
     */
    default Set<String> moving() {
        return Set.of();
    }

    /** The properties that only the answer has which made them. They are no part of the ETag. */
    default Set<String> toldOnce() {
        return Set.of();
    }
}
