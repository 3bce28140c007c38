package dev.tenantry.crm.googlecalendar;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Answer;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.tenancy.Authority;

/** What a member may do now whose calendars are kept the same in the member's name. */
@Component
class SyncRights {

    private static final List<String> READING = List.of("events:read");
    private static final List<String> WRITING = List.of("events:create", "events:delete", "events:read",
            "events:update");

    private final Authority authority;

    SyncRights(Authority authority) {
        this.authority = authority;
    }

    /** @throws GoogleFailure where something is missing: Google is not asked */
    void demand(SyncDirection direction) {
        var missing = authority.missing(TenantContext.currentUser(), direction.takesIn() ? WRITING : READING);
        if (!missing.isEmpty()) {
            throw new GoogleFailure(
                    Answer.failed("the member may not do that any more: it takes " + missing.getFirst(), true));
        }
    }
}
