package dev.tenantry.automation.workflow;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Faults;
import dev.tenantry.automation.definition.Warnings;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;

/** How workflows are shown; in the transaction of whoever asks. */
@Component
class WorkflowResponses {

    private static final String LEFT = "whoever published the workflow is no longer a member, or is kept out: it starts nothing until somebody activates it who may do what it does";

    private final WorkflowMapper mapper;
    private final CompiledVersions versions;
    private final Warnings warnings;
    private final Rights rights;

    WorkflowResponses(WorkflowMapper mapper, CompiledVersions versions, Warnings warnings, Rights rights) {
        this.mapper = mapper;
        this.versions = versions;
        this.warnings = warnings;
        this.rights = rights;
    }

    WorkflowResponse listed(Workflow workflow) {
        return mapper.toResponse(workflow, null);
    }

    /** With what its runs fail of as things stand. */
    WorkflowResponse single(Workflow workflow) {
        var caller = Caller.currentOrNull();
        return mapper.toResponse(workflow, caller == null ? null : warnings(workflow, caller));
    }

    /** @param document what its workflow would do @param problems why it would be refused if the caller published it */
    WorkflowDraftResponse draft(Workflow workflow, WorkflowDraft draft, JsonNode document, List<FieldError> problems) {
        var warned = problems.stream().allMatch(Faults::isUnresolved)
                ? warnings.of(workflow.getId(), WorkflowDocument.read(document), _ -> true)
                : List.<FieldError>of();
        return mapper.toResponse(draft, workflow.getCurrentVersion(), problems, warned);
    }

    private List<FieldError> warnings(Workflow workflow, Caller caller) {
        var document = versions.of(Version.of(workflow.getId(), workflow.getCurrentVersion()));
        var told = new ArrayList<FieldError>();
        var publisher = workflow.getPublishedBy();
        if (publisher != null && caller.may("members:read")) {
            var objection = workflow.isActive()
                    ? rights.objection(document, workflow.publication())
                    : rights.of(publisher).isEmpty() ? LEFT : null;
            if (objection != null) {
                told.add(new FieldError("publishedBy", "forbidden", objection));
            }
        }
        told.addAll(warnings.of(workflow.getId(), document, _ -> true));
        return told;
    }
}
