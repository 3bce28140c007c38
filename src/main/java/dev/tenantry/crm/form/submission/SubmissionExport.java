package dev.tenantry.crm.form.submission;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.access.OngoingAccess;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.CopyMasks;
import dev.tenantry.shared.text.FormulaGuard;

/**
 * Submissions as CSV, a page of them in memory at a time: the columns are the fields of all versions, as the newest shows them and then those before,
 * and behind them where visitors came from and what they consented to.
 */
@Component
class SubmissionExport {

    private static final int PAGE = 500;
    private static final int MOST_COLUMNS = 500;
    private static final List<String> FIRST = List.of("id", "createdAt", "status", "formVersion", "email",
            "confirmedAt", "leadId");
    /** Fields have no dot in their names. */
    private static final List<String> ORIGINS = List.of("origin.utm_source", "origin.utm_medium", "origin.utm_campaign",
            "origin.utm_term", "origin.utm_content", "origin.referrer", "origin.page");
    private static final List<String> CONSENTS = List.of("consents.marketing", "consents.terms", "consents.texts");
    private static final String TYPE = "form-submission";
    private static final String ANSWERED = "answers";
    private static final String ANSWERS = ANSWERED + ".";
    private static final String FORM = "select true from forms where organization_id = app.org_id() and id = ? and deleted_at is null";
    private static final String COLUMNS = """
            select f.field from (
                select distinct on (p.field) p.field, v.number, (p.schema ->> 'x-order')::numeric as stated, o.place
                from form_versions v cross join lateral jsonb_each(coalesce(v.content #> '{fields,properties}', '{}')) as p (field, schema)
                left join lateral jsonb_path_query(v.content, '$.order[*]') with ordinality as o (name, place) on o.name #>> '{}' = p.field
                where v.organization_id = app.org_id() and v.form_id = ? order by p.field, v.number desc) f
            order by f.number desc, f.stated nulls last, f.place, f.field limit ?""";
    private static final String PAGES = """
            select id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), status, form_version, email,
                to_char(confirmed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), lead_id, answers, origin, consents from form_submissions
            where organization_id = app.org_id() and form_id = ? and id > ? and status <> 'spam' order by id limit ?""";

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final JsonMapper json;
    private final OngoingAccess access;
    private final CopyMasks masks;

    SubmissionExport(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json, OngoingAccess access,
            CopyMasks masks) {
        this.jdbc = jdbc;
        this.json = json;
        this.access = access;
        this.masks = masks;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    private record Row(long id, List<String> cells, JsonNode answers, JsonNode origin, JsonNode consents) {}

    /** The names of the fields. @throws ProblemException 404 where there is no such form */
    List<String> columns(Long form) {
        return reading.execute(_ -> {
            if (jdbc.sql(FORM).param(form).query(Boolean.class).optional().isEmpty()) {
                throw ProblemException.notFound();
            }
            return jdbc.sql(COLUMNS).params(form, MOST_COLUMNS).query((row, _) -> row.getString(1)).list();
        });
    }

    /** Each further page as long as the caller may what the caller could at first. */
    void write(Long form, List<String> fields, HttpServletRequest request, OutputStream out) throws IOException {
        try {
            // Not closed where something fails: what ends early is not to look as if it were all.
            var writer = CsvWriter.builder().build(out, StandardCharsets.UTF_8);
            writer.writeRecord(Stream
                    .of(FIRST.stream(), fields.stream().map(SubmissionExport::column), ORIGINS.stream(),
                            CONSENTS.stream())
                    .flatMap(columns -> columns)
                    .toList());
            for (var page = page(form, 0); !page.isEmpty(); page = page(form, page.getLast().id)) {
                page.forEach(row -> writer.writeRecord(cells(row, fields)));
                access.check(request);
            }
            writer.close();
        } catch (UncheckedIOException closed) {
            throw closed.getCause();
        }
    }

    /** No two columns are called the same. */
    private static String column(String field) {
        return FIRST.contains(field) ? ANSWERS + field : field;
    }

    private List<Row> page(Long form, long after) {
        return reading.execute(_ -> jdbc.sql(PAGES).params(form, after, PAGE).query(this::read).list());
    }

    private Row read(ResultSet row, int number) throws SQLException {
        var cells = new ArrayList<String>();
        for (var column = 1; column <= FIRST.size(); column++) {
            cells.add(text(row.getString(column)));
        }
        return new Row(row.getLong(1), cells, json.readTree(row.getString("answers")),
                json.readTree(row.getString("origin")), json.readTree(row.getString("consents")));
    }

    private List<String> cells(Row row, List<String> fields) {
        return Stream
                .of(IntStream.range(0, FIRST.size()).mapToObj(at -> masked(FIRST.get(at), row.cells.get(at))),
                        fields.stream().map(field -> masked(ANSWERED, SubmissionOutcome.text(row.answers.path(field)))),
                        ORIGINS.stream().map(column -> masked("origin", row.origin.path(last(column)).asString(""))),
                        CONSENTS.stream().map(column -> masked("consents", consents(row.consents, last(column)))))
                .flatMap(cells -> cells)
                .map(FormulaGuard::guarded)
                .toList();
    }

    private static String last(String column) {
        return column.substring(column.indexOf('.') + 1);
    }

    /** Of a purpose whether each of its consents was given, in their order; else what was read and ticked. */
    private static String consents(JsonNode consents, String column) {
        return column.equals("texts")
                ? consents.valueStream()
                        .filter(one -> one.path("given").asBoolean())
                        .map(one -> one.path("text").asString())
                        .collect(Collectors.joining("\n"))
                : consents.valueStream()
                        .filter(one -> one.path("purpose").asString().equals(column))
                        .map(one -> one.path("given").asString())
                        .collect(Collectors.joining(", "));
    }

    private String masked(String property, String text) {
        var mask = text.isEmpty() ? null : masks.mask(TYPE, property);
        return mask == null ? text : mask;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
