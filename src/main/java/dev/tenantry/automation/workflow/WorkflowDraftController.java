package dev.tenantry.automation.workflow;

import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.web.IfMatch;

/** What workflows are to become, beside what they do. */
@RestController
@RequestMapping("/api/v1/workflows/{id}/draft")
@Resource("workflows")
class WorkflowDraftController {

    private final WorkflowDrafts drafts;

    WorkflowDraftController(WorkflowDrafts drafts) {
        this.drafts = drafts;
    }

    /** What the workflow is to become, with why it would be refused if it was published, and what its runs would fail of. */
    @GetMapping
    @RequiresPermission("read")
    WorkflowDraftResponse get(@PathVariable UUID id) {
        return drafts.get(id);
    }

    /** Keeps what the workflow is to become: runs nothing, and may be wrong still, as long as it is of the document's form. */
    @PutMapping
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    WorkflowDraftResponse replace(@PathVariable UUID id, @Valid @RequestBody WorkflowDraftRequest request,
            IfMatch ifMatch) {
        return drafts.replace(id, request, ifMatch);
    }

    @DeleteMapping
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        drafts.delete(id, ifMatch);
    }

    /** What the draft does otherwise than the current version, step by step. */
    @GetMapping("/diff")
    @RequiresPermission("read")
    WorkflowDraftDiffResponse diff(@PathVariable UUID id) {
        return drafts.diff(id);
    }

    /** Makes a version of the draft, which is none any more: as if the workflow was replaced by it, in force where it is active. */
    @PostMapping("/publication")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    WorkflowResponse publish(@PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable DraftPublicationRequest request, IfMatch ifMatch) {
        return drafts.publish(id, request == null ? null : request.baseVersion(), ifMatch);
    }
}
