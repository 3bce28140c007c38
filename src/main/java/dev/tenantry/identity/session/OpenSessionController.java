package dev.tenantry.identity.session;

import java.util.UUID;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.CredentialGuard;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.RequiresPermission;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.StepUp;
import dev.tenantry.shared.access.Unmetered;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;

/** Sessions end by being deleted: their tokens are refused from the next request on. */
@RestController
class OpenSessionController {

    private final OpenSessions sessions;
    private final CredentialGuard credentials;

    OpenSessionController(OpenSessions sessions, CredentialGuard credentials) {
        this.sessions = sessions;
        this.credentials = credentials;
    }

    @GetMapping("/api/v1/sessions")
    @SignedIn
    @AnyAddress
    Page<OpenSession> list(ListRequest request) {
        return sessions.own(request);
    }

    /** Whoever got in by a stolen password throws nobody out. */
    @DeleteMapping("/api/v1/sessions/{id}")
    @Unmetered
    @SignedIn
    @AnyAddress
    @NotImpersonated
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable UUID id) {
        var caller = Caller.current();
        if (!id.equals(caller.sessionId())) {
            credentials.check(caller);
        }
        sessions.endOwn(id);
    }

    /** A member's sessions, of those that work in this organization. */
    @GetMapping("/api/v1/organization/members/{userId}/sessions")
    @RequiresPermission({"members:update", "members:read"})
    Page<OpenSession> listOfMember(@PathVariable UUID userId, ListRequest request) {
        return sessions.ofMember(userId, request);
    }

    /** For whoever may do what the member may. */
    @DeleteMapping("/api/v1/organization/members/{userId}/sessions/{id}")
    @Unmetered
    @RequiresPermission("members:update")
    @StepUp(orKey = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOfMember(@PathVariable UUID userId, @PathVariable UUID id) {
        sessions.endOfMember(userId, id);
    }
}
