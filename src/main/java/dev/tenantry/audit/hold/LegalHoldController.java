package dev.tenantry.audit.hold;

import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.web.IfMatch;

@RestController
@RequestMapping("/admin/organizations/{id}/legal-hold")
class LegalHoldController {

    private final LegalHolds holds;

    LegalHoldController(LegalHolds holds) {
        this.holds = holds;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    LegalHoldResponse get(@PathVariable UUID id) {
        return holds.get(id);
    }

    /** From now on nothing of the organization's audit log expires, nor goes with what it is about. */
    @PutMapping
    @SuperAdminOnly
    @StepUp
    LegalHoldResponse place(@PathVariable UUID id, @Valid @RequestBody LegalHoldRequest request, IfMatch ifMatch) {
        return holds.place(id, request, ifMatch);
    }

    /** What has expired, or was erased, meanwhile goes from then on. */
    @PutMapping("/lifting")
    @SuperAdminOnly
    @StepUp
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(@PathVariable UUID id, @Valid @RequestBody LegalHoldLiftingRequest request, IfMatch ifMatch) {
        holds.lift(id, request, ifMatch);
    }
}
