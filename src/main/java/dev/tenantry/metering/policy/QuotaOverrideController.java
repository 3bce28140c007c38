package dev.tenantry.metering.policy;

import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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
@RequestMapping("/admin/organizations/{id}/quota-overrides")
@Unmetered
class QuotaOverrideController {

    private final QuotaOverrides overrides;

    QuotaOverrideController(QuotaOverrides overrides) {
        this.overrides = overrides;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<QuotaOverrideResponse> list(@PathVariable UUID id, ListRequest request) {
        return overrides.list(id, request);
    }

    @GetMapping("/{policyId}")
    @SuperAdminOnly
    @StepUp
    QuotaOverrideResponse get(@PathVariable UUID id, @PathVariable UUID policyId) {
        return overrides.get(id, policyId);
    }

    @PutMapping("/{policyId}")
    @SuperAdminOnly
    @StepUp
    QuotaOverrideResponse replace(@PathVariable UUID id, @PathVariable UUID policyId,
            @Valid @RequestBody QuotaOverrideRequest request, IfMatch ifMatch) {
        return overrides.replace(id, policyId, request, ifMatch);
    }

    @DeleteMapping("/{policyId}")
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @PathVariable UUID policyId, IfMatch ifMatch) {
        overrides.delete(id, policyId, ifMatch);
    }
}
