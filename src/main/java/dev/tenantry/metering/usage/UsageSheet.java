package dev.tenantry.metering.usage;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;

/** Usage as CSV (RFC 4180). Names that a spreadsheet would take for formulas are guarded. */
final class UsageSheet {

    private static final List<String> HEAD = List.of("of", "name", "removed", "requests", "succeeded", "failed",
            "averageResponseTimeMs", "p95ResponseTimeMs", "p99ResponseTimeMs");

    private UsageSheet() {}

    static String of(List<ApiUsageResponse> lines) {
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(HEAD);
            lines.forEach(line -> writer.writeRecord(line.cells()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
