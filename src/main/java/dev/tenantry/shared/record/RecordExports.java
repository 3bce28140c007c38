package dev.tenantry.shared.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.access.OngoingAccess;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.web.Versioned;

/**
 * Lists of records as CSV (RFC 4180, UTF-8), a page of them in memory at a time, each read with the rights that there are then: what a list would
 * not show is in no file either, nor what is to be in records alone.
 */
@Component
public class RecordExports {

    static final String CSV = "text/csv";

    private static final int MOST_ROWS = 100_000;
    private static final MediaType TYPE = MediaType.parseMediaType(CSV);

    private final JsonMapper json;
    private final ExportTrail trail;
    private final OngoingAccess access;
    private final CopyMasks masks;
    private final HeaderContentNegotiationStrategy accepted = new HeaderContentNegotiationStrategy();

    RecordExports(JsonMapper json, ExportTrail trail, OngoingAccess access, CopyMasks masks) {
        this.json = json;
        this.trail = trail;
        this.access = access;
        this.masks = masks;
    }

    /**
     * Answers with all of a list. Nothing is written, or noted, where that is refused, and of a head alone.
     *
     * @param columns comma-separated; null: all
     * @throws ProblemException 400 where there is no such column; 422 where the list is too long
     * @throws HttpMediaTypeNotAcceptableException where something else is asked for
     */
    <R extends Versioned> void answer(RecordService<?, ?, R> records, ListRequest asked, @Nullable String columns,
            ServletWebRequest http) throws IOException, HttpMediaTypeNotAcceptableException {
        if (accepted.resolveMediaTypes(http).stream().noneMatch(TYPE::isCompatibleWith)) {
            throw new HttpMediaTypeNotAcceptableException(List.of(TYPE));
        }
        var table = ExportColumns.of(records.shows()).chosen(columns);
        var first = first(records, asked);
        var response = Objects.requireNonNull(http.getResponse());
        if (http.getHttpMethod() == HttpMethod.HEAD) {
            tell(records.type(), response);
            return;
        }
        trail.exported(records.type(), Objects.requireNonNull(first.total()), table.names(), asked.asked());
        tell(records.type(), response);
        write(records, asked, first, table, http.getRequest(), response);
    }

    private static <R extends Versioned> Page<R> first(RecordService<?, ?, R> records, ListRequest asked) {
        var first = records.list(asked);
        var rows = Objects.requireNonNull(first.total());
        if (rows > MOST_ROWS) {
            throw ProblemException.invalid("filter", "too-many-rows", "the list has " + rows + " rows, and a file "
                    + MOST_ROWS + " at most: have the filter leave fewer");
        }
        return first;
    }

    private <R extends Versioned> void write(RecordService<?, ?, R> records, ListRequest asked, Page<R> first,
            ExportColumns table, HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            // Not closed where something fails: what ends early is not to look as if it were all.
            var writer = CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8);
            writer.writeRecord(table.names());
            write(records.type(), first, table, writer);
            for (var next = first.paging().next(); next != null;) {
                access.check(request);
                var page = records.list(asked.after(next.after()));
                write(records.type(), page, table, writer);
                next = page.paging().next();
            }
            writer.close();
        } catch (UncheckedIOException closed) {
            throw closed.getCause();
        }
    }

    private static void tell(String type, HttpServletResponse response) {
        response.setContentType(CSV + ";charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(type + ".csv").build().toString());
    }

    private void write(String type, Page<?> page, ExportColumns table, CsvWriter writer) {
        var masked = table.masked(property -> masks.mask(type, property));
        page.results().forEach(shown -> writer.writeRecord(table.cells(json.valueToTree(shown), masked)));
    }
}
