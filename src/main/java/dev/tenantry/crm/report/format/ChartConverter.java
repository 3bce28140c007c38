package dev.tenantry.crm.report.format;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

import dev.tenantry.crm.report.Report;

/** Writes a report as a picture. */
final class ChartConverter extends AbstractHttpMessageConverter<Report> {

    private static final MediaType SVG = new MediaType("image", "svg+xml", StandardCharsets.UTF_8);

    ChartConverter() {
        super(StandardCharsets.UTF_8, SVG);
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
        output.getHeaders().setContentType(SVG);
        output.getBody().write(BarChart.of(report.asChart(), report.asSheet()).getBytes(StandardCharsets.UTF_8));
    }
}
