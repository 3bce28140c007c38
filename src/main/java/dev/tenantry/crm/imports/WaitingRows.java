package dev.tenantry.crm.imports;

import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.crm.imports.csv.CsvRow;
import dev.tenantry.shared.text.Texts;

/** Rows that wait for another row of the same file, which they refer to. */
@Component
class WaitingRows {

    private static final int KEY_LENGTH = 255;

    /** @param key by which other rows refer to this one */
    record Waiting(CsvRow row, String key) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final JsonMapper json;

    WaitingRows(JdbcClient jdbc, PlatformTransactionManager transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.json = json;
    }

    static String key(String value) {
        return Texts.beginning(value, KEY_LENGTH);
    }

    /** Adds rows, in the current transaction. */
    void add(Long importId, List<Waiting> rows) {
        if (!rows.isEmpty()) {
            jdbc.sql(
                    """
                    insert into import_waiting_rows (organization_id, import_id, line, fields, fields_length, key)
                    select app.org_id(), ?, w.line, w.fields::jsonb, octet_length(w.fields), w.key from unnest(?::bigint[], ?::text[], ?::text[]) as w (line, fields, key)""")
                    .params(importId, rows.stream().map(waiting -> waiting.row.line()).toArray(Long[]::new),
                            rows.stream()
                                    .map(waiting -> json.writeValueAsString(waiting.row.fields()))
                                    .toArray(String[]::new),
                            rows.stream().map(Waiting::key).toArray(String[]::new))
                    .update();
        }
    }

    /** Removes rows, in the current transaction. */
    void remove(Long importId, Collection<Long> lines) {
        if (!lines.isEmpty()) {
            jdbc.sql("delete from import_waiting_rows where organization_id = app.org_id() and import_id = ? "
                    + "and line = any (?::bigint[])").params(importId, lines.toArray(Long[]::new)).update();
        }
    }

    /** Removes all, in the current transaction. */
    void delete(Long importId) {
        jdbc.sql("delete from import_waiting_rows where organization_id = app.org_id() and import_id = ?")
                .param(importId)
                .update();
    }

    /** The next rows after a line: so many at most, or fewer that are long. */
    List<CsvRow> after(Long importId, long line, int most, int length) {
        return reading.execute(_ -> jdbc.sql("""
                select line, fields from (
                    select line, fields, sum(fields_length) over (order by line) - fields_length as before
                    from (select line, fields, fields_length from import_waiting_rows
                          where organization_id = app.org_id() and import_id = ? and line > ? order by line limit ?) next) page
                where before < ? order by line""")
                .params(importId, line, most, length)
                .query((row, _) -> new CsvRow(row.getLong(1),
                        json.readValue(row.getString(2), new TypeReference<List<String>>() {
                        })))
                .list());
    }

    long count(Long importId) {
        return reading.execute(_ -> jdbc.sql("select count(*) from import_waiting_rows "
                + "where organization_id = app.org_id() and import_id = ?")
                .param(importId)
                .query(Long.class)
                .single());
    }

    /** Those of the keys that a waiting row has. @param isName whether they are names, which are equal however written */
    Set<String> having(Long importId, Collection<String> keys, boolean isName) {
        return Set.copyOf(jdbc.sql("""
                select sought.key from unnest(?::text[]) as sought (key)
                where exists (
                    select from import_waiting_rows w
                    where w.organization_id = app.org_id() and w.import_id = ?
                      and w.folded_key = app.fold(sought.key) and (? or w.key = sought.key))""")
                .params(keys.toArray(String[]::new), importId, isName)
                .query(String.class)
                .list());
    }
}
