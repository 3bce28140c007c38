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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.Resource;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

/** Variables are part of what workflows do: whoever may change those may write these. One is called by its id, or by its name. */
@RestController
@RequestMapping("/api/v1/workflows/{id}/variables")
@Resource("workflows")
class VariableController {

    private final VariableService variables;

    VariableController(VariableService variables) {
        this.variables = variables;
    }

    @GetMapping
    @RequiresPermission("read")
    Page<VariableResponse> list(@PathVariable UUID id, ListRequest request) {
        return variables.list(id, request);
    }

    @GetMapping("/{variable}")
    @RequiresPermission("read")
    VariableResponse get(@PathVariable UUID id, @PathVariable String variable) {
        return variables.get(id, variable);
    }

    @PostMapping
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<VariableResponse> create(@PathVariable UUID id, @Valid @RequestBody VariableRequest request) {
        var created = variables.create(id, request);
        return ResponseEntity.created(URI.create("/api/v1/workflows/" + id + "/variables/" + created.id()))
                .body(created);
    }

    @PutMapping("/{variable}")
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    VariableResponse replace(@PathVariable UUID id, @PathVariable String variable,
            @Valid @RequestBody VariableRequest request, IfMatch ifMatch) {
        return variables.replace(id, variable, request, ifMatch);
    }

    @PatchMapping(path = "/{variable}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"update", "read"})
    @StepUp(orKey = true)
    VariableResponse patch(@PathVariable UUID id, @PathVariable String variable, @RequestBody ObjectNode patch,
            IfMatch ifMatch) {
        return variables.patch(id, variable, patch, ifMatch);
    }

    /** Deletes a variable that the workflow does not name. */
    @DeleteMapping("/{variable}")
    @RequiresPermission({"update", "read"})
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @PathVariable String variable, IfMatch ifMatch) {
        variables.delete(id, variable, ifMatch);
    }
}
