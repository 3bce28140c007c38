package dev.tenantry.audit.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.database.PartsInputStream;
import dev.tenantry.shared.tenancy.TenantContext;

/** The files, in parts of which one at a time is in memory. */
@Component
class ExportFiles {

    private static final int PART = 1 << 20;
    private static final String[] NONE = {};
    private static final String LOCK = "audit.exports/";
    private static final String WRITING = "select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))";
    private static final String ADD = """
            insert into audit_log_export_parts (organization_id, export_id, number, bytes, records) values (app.org_id(), ?, ?, ?, ?)""";
    private static final String READ = """
            select bytes from audit_log_export_parts where organization_id = app.org_id() and export_id = ? and number = ?""";
    private static final String DELETE = "delete from audit_log_export_parts where organization_id = app.org_id() and export_id = ?";

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    ExportFiles(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** To the end of the current transaction, which reads what it then writes, nothing is erased. To be called before anything is locked. */
    void awaitErasures() {
        jdbc.sql(WRITING).param(LOCK + TenantContext.current().organizationId()).query(Integer.class).single();
    }

    /**
     * In the current transaction.
     *
     * @param number  of the first part
     * @param records whose values they show
     * @return how many parts it came to
     */
    int append(UUID export, int number, byte[] bytes, Set<String> records) {
        var next = number;
        for (var from = 0; from < bytes.length; from += PART) {
            var part = compressed(bytes, from, Math.min(PART, bytes.length - from));
            var shown = from == 0 ? records.toArray(String[]::new) : NONE;
            jdbc.sql(ADD).params(export, next++, part, shown).update();
        }
        return next - number;
    }

    /** In the context of the organization. */
    InputStream open(UUID export) throws IOException {
        var context = TenantContext.current();
        return new GZIPInputStream(new PartsInputStream(number -> context.call(() -> part(export, number))), PART);
    }

    void delete(UUID export) {
        jdbc.sql(DELETE).param(export).update();
    }

    private byte @Nullable [] part(UUID export, int number) {
        return reading.execute(_ -> jdbc.sql(READ)
                .params(export, number)
                .query((row, _) -> row.getBytes("bytes"))
                .list()
                .stream()
                .findFirst()
                .orElse(null));
    }

    private static byte[] compressed(byte[] bytes, int from, int length) {
        var out = new ByteArrayOutputStream(length / 4);
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes, from, length);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
