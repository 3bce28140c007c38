package dev.tenantry.automation.definition;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Looks for what steps cannot do without, of one kind: for all that a workflow needs of it at once. */
public interface PrerequisiteCheck<P extends Prerequisite> {

    Class<P> kind();

    /**
     * In the current transaction, by a number of statements that does not grow with the prerequisites.
     *
     * @return of those that are not there why not, for people
     */
    Map<P, String> unmet(UUID workflow, Set<P> prerequisites);
}
