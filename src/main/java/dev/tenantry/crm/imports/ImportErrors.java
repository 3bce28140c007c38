package dev.tenantry.crm.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows that were not imported, and why. */
@Component
class ImportErrors {

    private static final int PAGE = 500;
    /** Characters of rows in memory at a time, about: a row stands beside each of its errors. */
    private static final int LENGTH = 1_000_000;

    private record Stored(long id, RowError error) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final JsonMapper json;

    ImportErrors(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.json = json;
    }

    /** Adds errors, in the current transaction. */
    void add(Long importId, List<RowError> errors) {
        var from = 0;
        while (from < errors.size()) {
            var to = from;
            for (var length = 0L; to < errors.size() && length < LENGTH; to++) {
                length += errors.get(to).length();
            }
            insert(importId, errors.subList(from, to));
            from = to;
        }
    }

    private void insert(Long importId, List<RowError> errors) {
        jdbc.sql(
                """
                insert into import_errors (organization_id, import_id, line, fields, fields_length, field, code, message)
                select app.org_id(), ?, e.line, e.fields::jsonb, octet_length(e.fields), e.field, e.code, e.message
                from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[]) as e (line, fields, field, code, message)""")
                .params(importId, errors.stream().map(RowError::line).toArray(Long[]::new),
                        texts(errors, error -> json.writeValueAsString(error.fields())),
                        texts(errors, RowError::field), texts(errors, RowError::code),
                        texts(errors, RowError::message))
                .update();
    }

    /** Deletes all, in the current transaction. */
    void delete(Long importId) {
        jdbc.sql("delete from import_errors where organization_id = app.org_id() and import_id = ?")
                .param(importId)
                .update();
    }

    /** Shows all in the order of the file, a page of them in memory at a time. */
    void forEach(Long importId, Consumer<RowError> consumer) {
        var page = page(importId, 0, 0);
        while (!page.isEmpty()) {
            page.forEach(stored -> consumer.accept(stored.error));
            page = page(importId, page.getLast().error.line(), page.getLast().id);
        }
    }

    private List<Stored> page(Long importId, long line, long id) {
        return reading.execute(_ -> jdbc
                .sql("""
                select id, line, fields, field, code, message from (
                    select e.*, sum(fields_length) over (order by line, id) - fields_length as before
                    from (select id, line, fields, fields_length, field, code, message from import_errors
                          where organization_id = app.org_id() and import_id = ? and (line, id) > (?, ?)
                          order by line, id limit ?) e) page
                where before < ? order by line, id""")
                .params(importId, line, id, PAGE, LENGTH)
                .query(this::read)
                .list());
    }

    private Stored read(ResultSet row, int number) throws SQLException {
        var fields = json.readValue(row.getString("fields"), new TypeReference<List<String>>() {
        });
        return new Stored(row.getLong("id"), new RowError(row.getLong("line"), fields, row.getString("field"),
                row.getString("code"), row.getString("message")));
    }

    private static String[] texts(List<RowError> errors, Function<RowError, String> value) {
        return errors.stream().map(value).toArray(String[]::new);
    }
}
