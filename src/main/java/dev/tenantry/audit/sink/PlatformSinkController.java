package dev.tenantry.audit.sink;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/admin/audit-sinks")
class PlatformSinkController {

    private final PlatformSinks sinks;
    private final SinkTrials trials;

    PlatformSinkController(PlatformSinks sinks, SinkTrials trials) {
        this.sinks = sinks;
        this.trials = trials;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<AuditSinkResponse> list(ListRequest request) {
        return sinks.list(request);
    }

    @GetMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    AuditSinkResponse get(@PathVariable UUID id) {
        return sinks.get(id);
    }

    /** From now on the server is told what super admins do and see, in whoever's log that is. */
    @PostMapping
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<AuditSinkResponse> create(@Valid @RequestBody AuditSinkRequest request) {
        var created = sinks.create(request);
        return ResponseEntity.created(URI.create("/admin/audit-sinks/" + created.id())).body(created);
    }

    /** Another server needs its own token. Another attempt is made at once. */
    @PutMapping("/{id}")
    @SuperAdminOnly
    @StepUp
    AuditSinkResponse replace(@PathVariable UUID id, @Valid @RequestBody AuditSinkRequest request, IfMatch ifMatch) {
        return sinks.replace(id, request, ifMatch);
    }

    /** The server is told nothing any more. */
    @DeleteMapping("/{id}")
    @Unmetered
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, IfMatch ifMatch) {
        sinks.delete(id, ifMatch);
    }

    /** Sends the entry that it is tried, whether it is enabled or not, and tells what came of it. */
    @PostMapping("/{id}/test")
    @SuperAdminOnly
    @StepUp
    SinkTestResponse test(@PathVariable UUID id) {
        return trials.test(id, sinks);
    }
}
