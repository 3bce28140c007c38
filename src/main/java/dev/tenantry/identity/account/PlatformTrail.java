package dev.tenantry.identity.account;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.access.Caller;
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
        organizations(person).forEach(organization -> record(organization, action, LOOK, "info", person, Map.of()));
    }

    /** A look at many of them. */
    public void listed(List<UUID> persons) {
        var caller = Caller.currentOrNull();
        if (caller == null) {
            log.info("the service key listed {} accounts", persons.size());
        } else {
            record(caller.organizationId(), "user.listed", LOOK, "info", caller.userId(),
                    Map.of("rows", persons.size()));
        }
        memberships.among(persons)
                .forEach((organization, members) -> record(organization, "user.listed", LOOK, "info", null,
                        Map.of("rows", members.size(), "ids", members)));
    }

    /** A change of an account, in the log of each organization that the person belongs to. */
    public void changed(UUID person, String action, Map<String, ?> values) {
        changed(organizations(person), person, action, values);
    }

    /** A change in the logs of these organizations. */
    public void changed(Collection<UUID> organizations, UUID resource, String action, Map<String, ?> values) {
        organizations.forEach(one -> record(one, action, CHANGE, "warning", resource, values));
        var caller = Caller.currentOrNull();
        if (caller != null && !organizations.contains(caller.organizationId())) {
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

    private void record(UUID organization, String action, String category, String severity, @Nullable UUID resource,
            Map<String, ?> values) {
        var caller = Caller.currentOrNull();
        var told = new LinkedHashMap<String, Object>(values);
        told.put("by", caller == null ? "service key" : "super admin");
        trail.record(new Action(organization, caller == null ? null : caller.userId(),
                caller == null ? null : caller.sessionId(), action, category, severity,
                Objects.toString(resource, null), told,
                Action.Reach.ORGANIZATION));
    }

    private Set<UUID> organizations(UUID person) {
        return memberships.among(List.of(person)).keySet();
    }
}
