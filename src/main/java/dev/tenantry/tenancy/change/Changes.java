package dev.tenantry.tenancy.change;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;

/** Audits a change of something that is stored without an entity. */
@Component
public class Changes {

    private final AuditTrail trail;
    private final JsonMapper json;

    Changes(AuditTrail trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    /** Takes down what the new one is. */
    public void created(AuditEntry.Category category, String resource, Object id, Record created) {
        trail.record(new AuditEntry(resource + ".created", category, resource, id.toString(), Map.of(),
                difference(json.valueToTree(created), json.createObjectNode())));
    }

    /** Takes down what it was. */
    public void deleted(AuditEntry.Category category, String resource, Object id, Record deleted) {
        trail.record(new AuditEntry(resource + ".deleted", category, resource, id.toString(),
                difference(json.valueToTree(deleted), json.createObjectNode()), Map.of()));
    }

    /** Takes down those values in which the two differ. */
    public void updated(AuditEntry.Category category, String resource, Object id, Record before, Record after) {
        JsonNode old = json.valueToTree(before);
        JsonNode now = json.valueToTree(after);
        trail.record(new AuditEntry(resource + ".updated", category, resource, id.toString(), difference(old, now),
                difference(now, old)));
    }

    private static Map<String, @Nullable Object> difference(JsonNode values, JsonNode others) {
        var different = new HashMap<String, @Nullable Object>();
        for (var value : values.properties()) {
            if (!Objects.equals(value.getValue(), others.get(value.getKey()))) {
                different.put(value.getKey(), value.getValue());
            }
        }
        return different;
    }
}
