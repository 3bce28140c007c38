package dev.tenantry.identity.admin;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.SuperAdminOnly;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.Page;

@RestController
@RequestMapping("/admin/users/{id}/sessions")
class AccountSessionController {

    private final Suspensions suspensions;

    AccountSessionController(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    @GetMapping
    @SuperAdminOnly
    @StepUp
    Page<SessionRows.AccountSession> list(@PathVariable UUID id) {
        return Page.only(suspensions.sessions(id));
    }

    @DeleteMapping
    @Unmetered
    @SuperAdminOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@PathVariable UUID id) {
        suspensions.endSessions(id);
    }

    @DeleteMapping("/{sessionId}")
    @Unmetered
    @SuperAdminOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id, @PathVariable UUID sessionId) {
        suspensions.endSession(id, sessionId);
    }
}
