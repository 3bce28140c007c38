package dev.tenantry.automation.workflow;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Warnings;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.version.CompiledVersions;
import dev.tenantry.automation.version.CompiledVersions.Version;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.problem.FieldError;

/** How workflows are shown; in the transaction of whoever asks. */
@Component
class WorkflowResponses {

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

    private List<FieldError> warnings(Workflow workflow, Caller caller) {
        var document = versions.of(Version.of(workflow.getId(), workflow.getCurrentVersion()));
        var told = new ArrayList<FieldError>();
        if (workflow.isActive() && workflow.getPublishedBy() != null && caller.may("members:read")) {
            var objection = rights.objection(document, workflow.publication());
            if (objection != null) {
                told.add(new FieldError("publishedBy", "forbidden", objection));
            }
        }
        told.addAll(warnings.of(workflow.getId(), document, _ -> true));
        return told;
    }
}
