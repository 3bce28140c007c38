package dev.tenantry.audit.sink;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.text.Texts;

/** An entry as a message of RFC 5424, which says it as JSON. */
@Component
class SyslogMessages {

    /** "Log audit". */
    private static final int FACILITY = 13;
    private static final int LONGEST_ID = 32;
    /** Says that UTF-8 follows. */
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final JsonMapper json;

    SyslogMessages(JsonMapper json) {
        this.json = json;
    }

    byte[] of(SinkTarget target, AuditLogResponse entry) {
        var said = new LinkedHashMap<String, Object>();
        said.put("organizationId", target.organizationId().toString());
        said.put("entry", entry);
        var priority = FACILITY * 8 + severity(entry);
        var head = "<" + priority + ">1 " + entry.createdAt() + " tenantry audit - " + id(entry) + " - ";
        return (head + BYTE_ORDER_MARK + json.writeValueAsString(said)).getBytes(StandardCharsets.UTF_8);
    }

    private static int severity(AuditLogResponse entry) {
        return switch (entry.severityLevel()) {
            case "critical" -> 2;
            case "error" -> 3;
            case "warning" -> 4;
            default -> 6;
        };
    }

    /** Printable ASCII, of which there has to be some. */
    private static String id(AuditLogResponse entry) {
        var id = entry.actionType().replaceAll("[^\\x21-\\x7E]", "_");
        return id.isEmpty() ? "-" : Texts.beginning(id, LONGEST_ID);
    }
}
