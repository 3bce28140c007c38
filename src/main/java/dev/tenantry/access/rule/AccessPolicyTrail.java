package dev.tenantry.access.rule;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;

/** Audits what organizations state of addresses and places. */
@Component
public class AccessPolicyTrail {

    private final AuditTrail trail;

    AccessPolicyTrail(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Takes down in what the two differ.
     *
     * @param done   {@code created}
     * @param before what it was, by name; empty where it was not there
     * @param after  what it is; empty where it is not there any more
     */
    public void record(String resource, Object id, String done, Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after) {
        trail.record(new AuditEntry(resource + "." + done, AuditEntry.Category.SECURITY, resource, id.toString(),
                difference(before, after), difference(after, before)));
    }

    private static Map<String, @Nullable Object> difference(Map<String, @Nullable Object> values,
            Map<String, @Nullable Object> others) {
        var different = new HashMap<String, @Nullable Object>();
        values.forEach((name, value) -> {
            if (!Objects.equals(value, others.get(name))) {
                different.put(name, value);
            }
        });
        return different;
    }
}
