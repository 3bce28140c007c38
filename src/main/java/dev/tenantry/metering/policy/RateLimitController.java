package dev.tenantry.metering.policy;

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
@RequestMapping("/admin/organizations/{id}/rate-limits")
@Unmetered
class RateLimitController {

    private final RateLimits limits;

    RateLimitController(RateLimits limits) {
        this.limits = limits;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<RateLimitResponse> list(@PathVariable UUID id, ListRequest request) {
        return limits.list(id, request);
    }

    @GetMapping("/{limitId}")
    @SuperAdminOnly
    @StepUp
    RateLimitResponse get(@PathVariable UUID id, @PathVariable UUID limitId) {
        return limits.get(id, limitId);
    }

    @PostMapping
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<RateLimitResponse> create(@PathVariable UUID id, @Valid @RequestBody RateLimitRequest request) {
        var created = limits.create(id, request);
        return ResponseEntity.created(URI.create("/admin/organizations/" + id + "/rate-limits/" + created.id()))
                .body(created);
    }

    @PutMapping("/{limitId}")
    @SuperAdminOnly
    @StepUp
    RateLimitResponse replace(@PathVariable UUID id, @PathVariable UUID limitId,
            @Valid @RequestBody RateLimitRequest request, IfMatch ifMatch) {
        return limits.replace(id, limitId, request, ifMatch);
    }

    @DeleteMapping("/{limitId}")
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @PathVariable UUID limitId, IfMatch ifMatch) {
        limits.delete(id, limitId, ifMatch);
    }
}
