package dev.tenantry.shared.record;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record that is to be there: the one that a key identifies, changed, or else a new one.
 *
 * @param keys       identifying properties and their values, in the order to look; none: always a new record
 * @param properties a merge patch
 * @param fit        says what the properties mean for the very record that they are for
 * @param isClose    whether a record whose key is spelled differently is another one
 */
public record Upsert(Map<String, String> keys, ObjectNode properties, Fit fit, boolean isClose) {

    public Upsert(Map<String, String> keys, ObjectNode properties, boolean isClose) {
        this(keys, properties, (stated, _) -> stated, isClose);
    }

    /** What some properties mean depends on the record. */
    @FunctionalInterface
    public interface Fit {

        /**
         * The properties, or a copy with others in it.
         *
         * @param present the record that is there already, as requests state it; null where there is none
         */
        ObjectNode of(ObjectNode properties, @Nullable ObjectNode present);
    }

    /** What became of it. */
    public sealed interface Outcome {}

    public record Created(Long id) implements Outcome {}

    public record Updated(Long id) implements Outcome {}

    /** The record was like that already; nothing was written. */
    public record Unchanged(Long id) implements Outcome {}

    public record Refused(dev.tenantry.shared.problem.ProblemException problem) implements Outcome {}
}
