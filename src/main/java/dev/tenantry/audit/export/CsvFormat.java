package dev.tenantry.audit.export;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.logs.AuditLogResponse;
import dev.tenantry.shared.text.FormulaGuard;

/** As CSV (RFC 4180, UTF-8): a column for each property of an entry; what is more than a text in it is JSON. */
@Component
class CsvFormat implements ExportFormat {

    private static final List<String> COLUMNS = Arrays.stream(AuditLogResponse.class.getRecordComponents())
            .map(RecordComponent::getName)
            .toList();

    private final JsonMapper json;

    CsvFormat(JsonMapper json) {
        this.json = json;
    }

    @Override
    public ExportType type() {
        return ExportType.CSV;
    }

    @Override
    public int mostPages() {
        return 1;
    }

    @Override
    public byte[] write(AuditLogExport export, List<AuditLogResponse> entries, boolean isFirst, boolean isLast)
            throws IOException {
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().build(text)) {
            if (isFirst) {
                writer.writeRecord(COLUMNS);
            }
            entries.forEach(entry -> writer.writeRecord(cells(json.valueToTree(entry))));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> cells(JsonNode entry) {
        return COLUMNS.stream().map(column -> FormulaGuard.guarded(cell(entry.path(column)))).toList();
    }

    private static String cell(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isContainer() ? value.toString() : value.asString();
    }
}
