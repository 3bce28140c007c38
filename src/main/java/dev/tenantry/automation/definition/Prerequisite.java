package dev.tenantry.automation.definition;

import java.util.Set;

/**
 * Something that a step cannot do without when a run comes to it, and that is kept elsewhere: an integration that is connected, a secret
 * that has a value, somebody to ask. Each kind is a record, and has its {@link PrerequisiteCheck}.
 */
public interface Prerequisite {

    /** The reason, for programs, where it is not there. */
    String code();

    /** What it takes to be told of it; empty where whoever may read the workflow may know. */
    default Set<String> permissions() {
        return Set.of();
    }
}
