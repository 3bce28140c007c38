package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.UUID;

import dev.tenantry.automation.definition.DocumentDiff;

/**
 * What differs between two versions of a workflow. A step is the same by its id, wherever it stands.
 *
 * @param from     the number of the version that is compared
 * @param to       and of that with which
 * @param document what differs outside of the steps, by paths such as {@code trigger.event}
 * @param added    steps that only the second one has
 * @param removed  steps that only the first one has
 * @param moved    steps that stand in another order among those that both have
 * @param changed  steps that say something else, by paths in the step such as {@code config.title}
 */
record VersionDiffResponse(
        UUID workflowId,
        int from,
        int to,
        List<DocumentDiff.Change> document,
        List<DocumentDiff.Placed> added,
        List<DocumentDiff.Placed> removed,
        List<DocumentDiff.Moved> moved,
        List<DocumentDiff.Changed> changed) {

    VersionDiffResponse(WorkflowVersionResponse from, WorkflowVersionResponse to, DocumentDiff diff) {
        this(from.workflowId(), from.versionNumber(), to.versionNumber(), diff.document(), diff.added(),
                diff.removed(), diff.moved(), diff.changed());
    }
}
