package dev.tenantry.identity.apikey;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.tenancy.Authority;

/** Takes down what becomes of keys, and lets what is kept in memory of their holders be forgotten. */
@Component
class KeyChanges {

    private final AuditTrail trail;
    private final Authority authority;
    private final ApplicationEventPublisher events;

    KeyChanges(AuditTrail trail, Authority authority, ApplicationEventPublisher events) {
        this.trail = trail;
        this.authority = authority;
        this.events = events;
    }

    void note(ApiKey key, String verb, Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        trail.record(new AuditEntry("api-key." + verb, AuditEntry.Category.SECURITY, "api-key",
                key.getId().toString(), before, after));
        // What was promised with a key that may less now.
        authority.endPromises();
        events.publishEvent(new ApiKeyChanged(key.getId()));
    }

    Map<String, @Nullable Object> state(ApiKey key) {
        var request = key.toRequest();
        var state = new HashMap<String, @Nullable Object>();
        state.put("name", request.name());
        state.put("description", request.description());
        state.put("scopes", request.scopes());
        state.put("expiresAt", request.expiresAt());
        state.put("rotationPolicy", request.rotationPolicy());
        return state;
    }
}
