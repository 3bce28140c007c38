package dev.tenantry.crm.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.shared.database.PartsInputStream;

/** The files, each kept in parts, of which one at a time is in memory. */
@Component
class ImportFiles {

    private static final int PART = 1 << 18;

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;

    ImportFiles(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** Stores the file, in the current transaction. */
    void store(Long importId, InputStream file) throws IOException {
        var number = 0;
        for (var part = file.readNBytes(PART); part.length > 0; part = file.readNBytes(PART)) {
            jdbc.sql("insert into import_file_parts (organization_id, import_id, number, bytes) "
                    + "values (app.org_id(), ?, ?, ?)").params(importId, number++, part).update();
        }
    }

    InputStream open(Long importId) {
        return new PartsInputStream(number -> read(importId, number));
    }

    /** Deletes the file, in the current transaction. */
    void delete(Long importId) {
        jdbc.sql("delete from import_file_parts where organization_id = app.org_id() and import_id = ?")
                .param(importId)
                .update();
    }

    private byte @Nullable [] read(Long importId, int number) {
        return reading.execute(_ -> jdbc.sql("select bytes from import_file_parts "
                + "where organization_id = app.org_id() and import_id = ? and number = ?")
                .params(importId, number)
                .query((row, _) -> Objects.requireNonNull(row.getBytes(1)))
                .optional()
                .orElse(null));
    }
}
