package dev.tenantry.audit.export;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.logs.AuditLogResponse;

/** As JSON: an array with an entry a line, each as the API shows it. */
@Component
class JsonFormat implements ExportFormat {

    private final JsonMapper json;

    JsonFormat(JsonMapper json) {
        this.json = json;
    }

    @Override
    public ExportType type() {
        return ExportType.JSON;
    }

    @Override
    public int mostPages() {
        return 1;
    }

    @Override
    public byte[] write(AuditLogExport export, List<AuditLogResponse> entries, boolean isFirst, boolean isLast) {
        var lines = entries.stream().map(json::writeValueAsString).collect(Collectors.joining(",\n"));
        var before = isFirst ? "[" : entries.isEmpty() ? "" : ",\n";
        return (before + lines + (isLast ? "]\n" : "")).getBytes(StandardCharsets.UTF_8);
    }
}
