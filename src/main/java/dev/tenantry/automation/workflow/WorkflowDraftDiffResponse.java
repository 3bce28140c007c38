package dev.tenantry.automation.workflow;

import java.util.List;
import java.util.UUID;

import dev.tenantry.automation.definition.DocumentDiff;

/**
 * What a draft does otherwise than the workflow's current version. A step is the same by its id, wherever it stands.
 *
 * @param from     the number of the current version
 * @param document what differs outside of the steps, by paths such as {@code trigger.event}
 * @param added    steps that only the draft has
 * @param removed  steps that only the version has
 * @param moved    steps that stand in another order among those that both have
 * @param changed  steps that say something else, by paths in the step such as {@code config.title}
 */
record WorkflowDraftDiffResponse(
        UUID workflowId,
        int from,
        List<DocumentDiff.Change> document,
        List<DocumentDiff.Placed> added,
        List<DocumentDiff.Placed> removed,
        List<DocumentDiff.Moved> moved,
        List<DocumentDiff.Changed> changed) {

    WorkflowDraftDiffResponse(WorkflowVersionResponse from, DocumentDiff diff) {
        this(from.workflowId(), from.versionNumber(), diff.document(), diff.added(), diff.removed(), diff.moved(),
                diff.changed());
    }
}
