package dev.tenantry.crm.imports;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.crm.imports.csv.Column;
import dev.tenantry.crm.imports.csv.CsvProfile;
import dev.tenantry.crm.imports.mapping.ImportMapping;
import dev.tenantry.crm.imports.mapping.ImportTarget;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A file and what becomes of its rows. The figures are counted by the worker, with each chunk. */
@Entity
@Table(name = "imports")
@NotAudited("its own entries, which leave out the samples of the file's values")
class Import extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "imports")
    @SequenceGenerator(name = "imports", sequenceName = "imports_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String target;
    private String fileName;
    private long fileSize;
    private char delimiter;
    private String delimiterBasis;
    boolean byteOrderMark;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<Column> columns;
    private long rowCount;
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable ImportMapping mapping;
    @Enumerated(EnumType.STRING)
    private ImportState state;
    @Enumerated(EnumType.STRING)
    private @Nullable ImportMode mode;
    private @Nullable UUID uploadedBy;
    private @Nullable UUID runBy;
    private long rowsRead;
    private long rowsCreated;
    private long rowsUpdated;
    private long rowsUnchanged;
    private long rowsFailed;
    private long companiesCreated;
    private @Nullable String failure;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private @Nullable Instant fileDeletedAt;

    @SuppressWarnings("NullAway.Init")
    protected Import() {}

    Import(ImportTarget target, String fileName, long fileSize, CsvProfile profile, UUID uploadedBy) {
        this.target = target.resource();
        this.fileName = fileName;
        this.fileSize = fileSize;
        this.delimiter = profile.delimiter();
        this.delimiterBasis = profile.delimiterBasis();
        this.byteOrderMark = profile.byteOrderMark();
        this.columns = profile.columns();
        this.rowCount = profile.rows();
        this.uploadedBy = uploadedBy;
        this.state = ImportState.UPLOADED;
    }

    /** @param completed checked */
    void map(ImportMapping completed) {
        enter(ImportState.READY);
        mapping = completed;
        mode = null;
        clearProgress();
    }

    /** Puts it in the queue, to begin with its first row. @return false where it is there already, or has been run */
    boolean queue(ImportMode how, UUID who) {
        if (mode == how && (state.isActive() || how == ImportMode.RUN && state == ImportState.COMPLETED)) {
            return false;
        }
        if (fileDeletedAt != null) {
            throw ProblemException.conflict("the file has been deleted; upload it again");
        }
        enter(ImportState.QUEUED);
        mode = how;
        runBy = who;
        clearProgress();
        return true;
    }

    void start(Instant now) {
        enter(ImportState.RUNNING);
        startedAt = now;
    }

    /** A dry run leaves nothing behind to go on from. */
    void startOver() {
        clearFigures();
    }

    void complete(Instant now) {
        enter(ImportState.COMPLETED);
        finishedAt = now;
    }

    /** @return false where nothing is under way */
    boolean cancel(Instant now) {
        if (!state.isActive()) {
            return false;
        }
        enter(ImportState.CANCELLED);
        finishedAt = now;
        return true;
    }

    void fail(String reason, Instant now) {
        enter(ImportState.FAILED);
        failure = reason;
        finishedAt = now;
    }

    void fileDeleted(Instant now) {
        fileDeletedAt = now;
    }

    private void enter(ImportState next) {
        if (!state.canTransitionTo(next)) {
            throw ProblemException.conflict(state == ImportState.UPLOADED
                    ? "the import has no mapping yet"
                    : "the import is " + state + (state.isActive() ? "; cancel it first" : ""));
        }
        state = next;
    }

    private void clearProgress() {
        clearFigures();
        failure = null;
        startedAt = null;
        finishedAt = null;
    }

    private void clearFigures() {
        rowsRead = rowsCreated = rowsUpdated = 0;
        rowsUnchanged = rowsFailed = companiesCreated = 0;
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    /** The resource that its rows are. */
    String getTarget() {
        return target;
    }

    String getFileName() {
        return fileName;
    }

    long getFileSize() {
        return fileSize;
    }

    char getDelimiter() {
        return delimiter;
    }

    String getDelimiterBasis() {
        return delimiterBasis;
    }

    List<Column> getColumns() {
        return columns;
    }

    long getRowCount() {
        return rowCount;
    }

    @Nullable
    ImportMapping getMapping() {
        return mapping;
    }

    ImportState getState() {
        return state;
    }

    @Nullable
    ImportMode getMode() {
        return mode;
    }

    @Nullable
    UUID getUploadedBy() {
        return uploadedBy;
    }

    @Nullable
    UUID getRunBy() {
        return runBy;
    }

    @Nullable
    String getFailure() {
        return failure;
    }

    @Nullable
    Instant getFileDeletedAt() {
        return fileDeletedAt;
    }

    ImportFigures getFigures() {
        return new ImportFigures(rowsRead, rowsCreated, rowsUpdated, rowsUnchanged, rowsFailed, companiesCreated);
    }

    @Nullable
    Instant getStartedAt() {
        return startedAt;
    }

    @Nullable
    Instant getFinishedAt() {
        return finishedAt;
    }
}
