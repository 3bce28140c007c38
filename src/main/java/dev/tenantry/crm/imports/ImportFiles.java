package dev.tenantry.crm.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
        return new Parts(importId);
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

    private final class Parts extends InputStream {

        private final Long importId;
        private byte[] part = new byte[0];
        private int position;
        private int next;

        Parts(Long importId) {
            this.importId = importId;
        }

        @Override
        public int read() {
            return advance() ? part[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!advance()) {
                return -1;
            }
            var count = Math.min(length, part.length - position);
            System.arraycopy(part, position, target, offset, count);
            position += count;
            return count;
        }

        /** @return false at the end of the file */
        private boolean advance() {
            if (position < part.length) {
                return true;
            }
            var following = ImportFiles.this.read(importId, next);
            if (following == null) {
                return false;
            }
            part = following;
            position = 0;
            next++;
            return true;
        }
    }
}
