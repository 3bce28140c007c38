package dev.tenantry.automation.workflow;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** What workflows did, and how they get from there to here and elsewhere. */
@RestController
@RequestMapping("/api/v1/workflows")
@Resource("workflows")
class VersionController {

    private final WorkflowService workflows;
    private final WorkflowHistory history;

    VersionController(WorkflowService workflows, WorkflowHistory history) {
        this.workflows = workflows;
        this.history = history;
    }

    /** What the workflow did at a time, newest first. */
    @GetMapping("/{id}/versions")
    @RequiresPermission("read")
    Page<WorkflowVersionResponse> list(@PathVariable UUID id, ListRequest request) {
        return history.versions(id, request);
    }

    @GetMapping("/{id}/versions/{number}")
    @RequiresPermission("read")
    WorkflowVersionResponse get(@PathVariable UUID id, @PathVariable int number) {
        return history.version(id, number);
    }

    /** What another version does otherwise, step by step. @param with that one; absent: the current one */
    @GetMapping("/{id}/versions/{number}/diff")
    @RequiresPermission("read")
    VersionDiffResponse diff(@PathVariable UUID id, @PathVariable int number,
            @RequestParam(required = false) @Nullable Integer with) {
        return history.diff(id, number, with);
    }

    /** Makes a new version of what the workflow did by this one, checked anew: it puts it into force where the workflow is active. */
    @PostMapping("/{id}/versions/{number}/rollback")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    WorkflowResponse rollBack(@PathVariable UUID id, @PathVariable int number,
            @Valid @RequestBody(required = false) @Nullable RollbackRequest request, IfMatch ifMatch) {
        return workflows.rollBack(id, history.version(id, number), request == null ? null : request.changeSummary(),
                ifMatch);
    }

    /** The workflow to carry elsewhere: what was authored, without what secrets say. */
    @GetMapping("/{id}/export")
    @RequiresPermission("read")
    WorkflowExport export(@PathVariable UUID id) {
        return history.export(id);
    }

    /**
     * Makes a workflow of an exported one, not active yet.
     *
     * @param keepUnresolved whether it is made though it names members, tags, records, integrations or workflows that are not here: the answer
     *                       lists them as warnings, and it can be activated once they are set; otherwise it is refused
     */
    @PostMapping("/import")
    @RequiresPermission("create")
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WorkflowResponse> importExported(@Valid @RequestBody WorkflowExport request,
            @RequestParam(defaultValue = "false") boolean keepUnresolved) {
        var created = keepUnresolved
                ? workflows.createUnresolved(request.workflow())
                : workflows.create(request.workflow());
        return ResponseEntity.created(URI.create("/api/v1/workflows/" + created.id())).body(created);
    }
}
