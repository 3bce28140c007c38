package dev.tenantry.audit.sink;

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
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/api/v1/audit-sinks")
class AuditSinkController {

    private final AuditSinkService sinks;
    private final SinkTrials trials;

    AuditSinkController(AuditSinkService sinks, SinkTrials trials) {
        this.sinks = sinks;
        this.trials = trials;
    }

    @GetMapping
    @RequiresPermission("audit-sinks:read")
    Page<AuditSinkResponse> list(ListRequest request) {
        return sinks.list(request);
    }

    @GetMapping("/{id}")
    @RequiresPermission("audit-sinks:read")
    AuditSinkResponse get(@PathVariable UUID id) {
        return sinks.get(id);
    }

    /** From now on the server is told what the log says. */
    @PostMapping
    @RequiresPermission({"audit-sinks:create", "audit-logs:read"})
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AuditSinkResponse> create(@Valid @RequestBody AuditSinkRequest request) {
        var created = sinks.create(request);
        return ResponseEntity.created(URI.create("/api/v1/audit-sinks/" + created.id())).body(created);
    }

    /** Another server needs its own token. Another attempt is made at once. */
    @PutMapping("/{id}")
    @RequiresPermission({"audit-sinks:update", "audit-sinks:read", "audit-logs:read"})
    @StepUp(orKey = true)
    AuditSinkResponse replace(@PathVariable UUID id, @Valid @RequestBody AuditSinkRequest request, IfMatch ifMatch) {
        return sinks.replace(id, request, ifMatch);
    }

    /** Another server needs its own token. Another attempt is made at once. */
    @PatchMapping(path = "/{id}", consumes = {"application/merge-patch+json", "application/json"})
    @RequiresPermission({"audit-sinks:update", "audit-sinks:read", "audit-logs:read"})
    @StepUp(orKey = true)
    AuditSinkResponse patch(@PathVariable UUID id, @RequestBody ObjectNode patch, IfMatch ifMatch) {
        return sinks.patch(id, patch, ifMatch);
    }

    /** The server is told nothing any more. */
    @DeleteMapping("/{id}")
    @Unmetered
    @RequiresPermission("audit-sinks:delete")
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        sinks.delete(id, ifMatch);
    }

    /** Sends the entry that it is tried, whether it is enabled or not, and tells what came of it. */
    @PostMapping("/{id}/test")
    @RequiresPermission({"audit-sinks:update", "audit-sinks:read", "audit-logs:read"})
    @StepUp(orKey = true)
    SinkTestResponse test(@PathVariable UUID id) {
        return trials.test(id);
    }
}
