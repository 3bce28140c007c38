package dev.tenantry.identity.account;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.tenancy.Membership;
import dev.tenantry.tenancy.Memberships;

/**
 * Audits what the platform does, in the transaction that does it: in the log of whom it is about, and in the super admin's
 * own. The service key has no log of its own.
 */
@Component
public class PlatformTrail {

    private static final Logger log = LoggerFactory.getLogger(PlatformTrail.class);
    private static final String LOOK = "data_access";
    private static final String CHANGE = "security";

    private final ActionTrail trail;
    private final Memberships memberships;

    PlatformTrail(ActionTrail trail, Memberships memberships) {
        this.trail = trail;
        this.memberships = memberships;
    }

    /** A look at an account. */
    public void looked(UUID person, String action) {
        record(home(person), action, LOOK, "info", person, Map.of());
    }

    /** A look at many of them, which is in the super admin's own log alone. */
    public void listed(int count) {
        var caller = Caller.currentOrNull();
        if (caller == null) {
            log.info("the service key listed {} accounts", count);
        } else {
            record(caller.organizationId(), "user.listed", LOOK, "info", caller.userId(), Map.of("rows", count));
        }
    }

    /** A change of an account, in the log of the person's default organization. */
    public void changed(UUID person, String action, Map<String, ?> values) {
        changed(home(person), person, action, values);
    }

    /** A change in the log of this organization. */
    public void changed(@Nullable UUID organization, UUID resource, String action, Map<String, ?> values) {
        record(organization, action, CHANGE, "warning", resource, values);
        var caller = Caller.currentOrNull();
        if (caller != null && !caller.organizationId().equals(organization)) {
            record(caller.organizationId(), action, CHANGE, "warning", resource, values);
        }
    }

    /** A change of what is no organization's but the platform's, which is in the super admin's own log alone. */
    public void configured(UUID resource, String action, Map<String, ?> values) {
        var caller = Caller.currentOrNull();
        if (caller == null) {
            log.info("the service key: {} {}", action, resource);
        } else {
            record(caller.organizationId(), action, CHANGE, "warning", resource, values);
        }
    }

    private void record(@Nullable UUID organization, String action, String category, String severity, UUID resource,
            Map<String, ?> values) {
        if (organization == null) {
            return;
        }
        var caller = Caller.currentOrNull();
        var told = new LinkedHashMap<String, Object>(values);
        told.put("by", caller == null ? "service key" : "super admin");
        trail.record(new Action(organization, caller == null ? null : caller.userId(),
                caller == null ? null : caller.sessionId(), action, category, severity, resource.toString(), told,
                Action.Reach.ORGANIZATION));
    }

    private @Nullable UUID home(UUID person) {
        return memberships.of(person).stream().findFirst().map(Membership::organizationId).orElse(null);
    }
}
