package dev.tenantry.identity.admin;

import java.net.URI;
import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.access.Unmetered;

@RestController
@RequestMapping("/admin/users/{id}/impersonation")
class ImpersonationController {

    private final Impersonations impersonations;

    ImpersonationController(Impersonations impersonations) {
        this.impersonations = impersonations;
    }

    @PostMapping
    @SuperAdminOnly
    @StepUp
    @ChangesCredentials
    ResponseEntity<Impersonations.Impersonation> begin(@PathVariable UUID id,
            @Valid @RequestBody ImpersonationRequest request) {
        return ResponseEntity.created(URI.create("/admin/users/" + id + "/impersonation"))
                .cacheControl(CacheControl.noStore())
                .body(impersonations.begin(Caller.current(), id, request));
    }

    @DeleteMapping
    @Unmetered
    @SuperAdminOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        impersonations.end(id);
    }
}
