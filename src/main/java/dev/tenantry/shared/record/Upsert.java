package dev.tenantry.shared.record;

import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/**
 * A record that is to be there: the one that a key identifies, changed, or else a new one.
 *
 * @param keys       identifying properties and their values, in the order to look; none: always a new record
 * @param properties a merge patch
 */
public record Upsert(Map<String, String> keys, ObjectNode properties) {

    /** What became of it. */
    public sealed interface Outcome {}

    public record Created(Long id) implements Outcome {}

    public record Updated(Long id) implements Outcome {}

    /** The record was like that already; nothing was written. */
    public record Unchanged(Long id) implements Outcome {}

    public record Refused(dev.tenantry.shared.problem.ProblemException problem) implements Outcome {}
}
