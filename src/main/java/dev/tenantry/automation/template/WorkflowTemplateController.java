package dev.tenantry.automation.template;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.automation.workflow.WorkflowResponse;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** Templates are workflows that are yet to be: whoever may author those may make and use these. */
@RestController
@RequestMapping("/api/v1/workflow-templates")
@Resource("workflows")
class WorkflowTemplateController {

    private final WorkflowTemplateService templates;

    WorkflowTemplateController(WorkflowTemplateService templates) {
        this.templates = templates;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<WorkflowTemplateResponse> list(ListRequest request) {
        return templates.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("read")
    WorkflowTemplateResponse get(@PathVariable UUID id) {
        return templates.get(id);
    }

    /** Keeps what a workflow does as a template of the organization's own; what its variables are stays the workflow's. */
    @PostMapping
    @RequiresPermission({"create", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WorkflowTemplateResponse> create(@Valid @RequestBody WorkflowTemplateRequest request) {
        var created = templates.create(request);
        return ResponseEntity.created(URI.create("/api/v1/workflow-templates/" + created.id())).body(created);
    }

    /** Deletes a template of the organization's own; the workflows that were made of it stay. */
    @DeleteMapping("/{id}")
    @RequiresPermission("delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        templates.delete(id, ifMatch);
    }

    /** Makes a workflow of the template, not active yet. */
    @PostMapping("/{id}/workflows")
    @RequiresPermission({"create", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<WorkflowResponse> use(@PathVariable UUID id,
            @Valid @RequestBody(required = false) @Nullable TemplateUse request) {
        var created = templates.use(id, request == null ? new TemplateUse(null, null) : request);
        return ResponseEntity.created(URI.create("/api/v1/workflows/" + created.id())).body(created);
    }
}
