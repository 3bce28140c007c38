package dev.tenantry.crm.report.format;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

import dev.tenantry.crm.report.Report;
import dev.tenantry.crm.report.Sheet;
import dev.tenantry.shared.text.FormulaGuard;

/** Writes a report as CSV (RFC 4180, UTF-8). Texts that a spreadsheet would take for formulas are guarded. */
final class SheetConverter extends AbstractHttpMessageConverter<Report> {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    SheetConverter() {
        super(StandardCharsets.UTF_8, CSV);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Report.class.isAssignableFrom(type);
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
        return false;
    }

    @Override
    protected Report readInternal(Class<? extends Report> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("reports are not read", input);
    }

    @Override
    protected void writeInternal(Report report, HttpOutputMessage output) throws IOException {
        var sheet = report.asSheet();
        output.getHeaders().setContentType(CSV);
        output.getHeaders()
                .setContentDisposition(ContentDisposition.attachment().filename(sheet.name() + ".csv").build());
        write(sheet, new OutputStreamWriter(output.getBody(), StandardCharsets.UTF_8));
    }

    private static void write(Sheet sheet, OutputStreamWriter text) throws IOException {
        try (var writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(sheet.columns());
            for (var row : sheet.rows()) {
                writer.writeRecord(cells(row));
            }
        }
    }

    private static List<String> cells(List<@Nullable Object> row) {
        return row.stream().map(SheetConverter::cell).toList();
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            default -> FormulaGuard.guarded(value.toString());
        };
    }
}
