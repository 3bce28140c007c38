package dev.tenantry.automation.workflow;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.ImpersonationAllowed;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.SearchRequest;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/workflows")
@Resource("workflows")
class WorkflowController {

    private final WorkflowService workflows;
    private final WorkflowHistory history;
    private final WorkflowErasure erasure;
    private final WorkflowTrash trash;
    private final WorkflowPauses pauses;

    WorkflowController(WorkflowService workflows, WorkflowHistory history, WorkflowTrash trash,
            WorkflowErasure erasure, WorkflowPauses pauses) {
        this.trash = trash;
        this.pauses = pauses;
        this.workflows = workflows;
        this.history = history;
        this.erasure = erasure;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<WorkflowResponse> list(ListRequest request) {
        return workflows.list(request);
    }

    @PostMapping("/search")
    @RequiresPermission("read")
    @ImpersonationAllowed
    Page<WorkflowResponse> search(@Valid @RequestBody SearchRequest request) {
        return workflows.list(request.toListRequest());
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    WorkflowResponse get(@PathVariable UUID id) {
        return workflows.get(id);
    }

    /** Makes a workflow with its variables, not active yet. */
    @PostMapping
    @RequiresPermission("create")
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WorkflowResponse> create(@Valid @RequestBody NewWorkflowRequest request) {
        var created = workflows.create(request);
        return ResponseEntity.created(URI.create("/api/v1/workflows/" + created.id())).body(created);
    }

    @PutMapping("/{id}")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    WorkflowResponse replace(@PathVariable UUID id, @Valid @RequestBody WorkflowRequest request, IfMatch ifMatch) {
        return workflows.replace(id, request, ifMatch);
    }

    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    WorkflowResponse patch(@PathVariable UUID id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return workflows.patch(id, patch, ifMatch);
    }

    /**
     * Moves the workflow to the trash. It starts no more runs, and those under way end before their next step. Refused (409) where active workflows
     * carry it out by {@code sub_workflow}, which it tells, and where it is an automation's, with which it is deleted.
     *
     * @param evenIfUsed whether it goes even so
     */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void trash(@PathVariable UUID id, IfMatch ifMatch, @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        trash.trash(id, ifMatch, evenIfUsed);
    }

    @GetMapping("/trash")
    @RequiresPermission({"delete", "read"})
    Page<WorkflowResponse> listTrash(ListRequest request) {
        return workflows.listTrash(request);
    }

    /** Deletes a workflow in the trash for good, with its runs. */
    @DeleteMapping("/trash/{id}")
    @RequiresPermission("purge")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable UUID id, IfMatch ifMatch) {
        erasure.erase(id, ifMatch);
    }

    /** Takes the workflow out of the trash, not active. */
    @PutMapping("/trash/{id}/restoration")
    @RequiresPermission({"delete", "read"})
    @NotImpersonated
    WorkflowResponse restore(@PathVariable UUID id) {
        return trash.restore(id);
    }

    /** From now on the workflow's trigger starts runs. */
    @PutMapping("/{id}/activation")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    WorkflowResponse activate(@PathVariable UUID id, IfMatch ifMatch) {
        return workflows.activate(id, ifMatch);
    }

    /**
     * From now on nothing starts runs; those under way go on. Refused (409) where workflows carry it out by {@code sub_workflow}, as they are, by their
     * drafts or by runs that have not ended, which it tells.
     *
     * @param evenIfUsed whether it is deactivated even so
     */
    @DeleteMapping("/{id}/activation")
    @Unmetered
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    WorkflowResponse deactivate(@PathVariable UUID id, IfMatch ifMatch,
            @RequestParam(defaultValue = "false") boolean evenIfUsed) {
        return workflows.deactivate(id, ifMatch, evenIfUsed);
    }

    /** Has the workflow's runs begin no more steps, what is under way ends; new ones are queued, and keep to its limits. */
    @PutMapping("/{id}/pause")
    @Unmetered
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    WorkflowResponse pause(@PathVariable UUID id, IfMatch ifMatch) {
        return pauses.pause(id, ifMatch);
    }

    /** Has the workflow's runs go on, but for those that are paused themselves. What came due meanwhile begins now. */
    @DeleteMapping("/{id}/pause")
    @RequiresPermission({"run", "read"})
    @NotImpersonated
    WorkflowResponse resume(@PathVariable UUID id, IfMatch ifMatch) {
        return pauses.resume(id, ifMatch);
    }

    /** The triggers that are or were in force, with what each has started. */
    @GetMapping("/{id}/triggers")
    @RequiresPermission("read")
    Page<ActiveTriggerResponse> triggers(@PathVariable UUID id, ListRequest request) {
        return history.triggers(id, request);
    }
}
