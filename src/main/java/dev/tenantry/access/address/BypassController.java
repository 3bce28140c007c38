package dev.tenantry.access.address;

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

@RestController
@RequestMapping("/admin/organizations/{id}/address-rules/bypass")
@Unmetered
class BypassController {

    private final Bypasses bypasses;

    BypassController(Bypasses bypasses) {
        this.bypasses = bypasses;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    BypassResponse get(@PathVariable UUID id) {
        return bypasses.get(id);
    }

    @PutMapping
    @SuperAdminOnly
    @StepUp
    BypassResponse open(@PathVariable UUID id, @Valid @RequestBody BypassRequest request) {
        return bypasses.open(id, request);
    }

    @DeleteMapping
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        bypasses.end(id);
    }
}
