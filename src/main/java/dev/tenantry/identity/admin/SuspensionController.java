package dev.tenantry.identity.admin;

import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.access.Unmetered;

@RestController
@RequestMapping("/admin")
class SuspensionController {

    private final Suspensions suspensions;

    SuspensionController(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    @PutMapping("/users/{id}/suspension")
    @Unmetered
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspend(@PathVariable UUID id, @Valid @RequestBody SuspensionRequest request) {
        suspensions.suspend(id, request);
    }

    @DeleteMapping("/users/{id}/suspension")
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reactivate(@PathVariable UUID id) {
        suspensions.reactivate(id);
    }

    @PutMapping("/organizations/{id}/suspension")
    @Unmetered
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void suspendOrganization(@PathVariable UUID id, @Valid @RequestBody OrganizationSuspensionRequest request) {
        suspensions.suspendOrganization(id, request.reason());
    }

    @DeleteMapping("/organizations/{id}/suspension")
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reactivateOrganization(@PathVariable UUID id) {
        suspensions.suspendOrganization(id, null);
    }
}
