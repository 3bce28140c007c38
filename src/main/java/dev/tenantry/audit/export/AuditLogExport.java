package dev.tenantry.audit.export;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.KeyScopes;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A copy of a part of the audit log, with the rights of whoever asked for it. */
@Entity
@Table(name = "audit_log_exports")
@NotAudited("ExportJournal tells of what people do about it")
@SuppressWarnings("NullAway.Init")
class AuditLogExport extends TenantEntity {

    @Id
    private UUID id;

    private UUID requestedBy;
    private String @Nullable [] requestedScopes;
    private @Nullable UUID requestedKey;

    @Enumerated(EnumType.STRING)
    private ExportType exportType;

    @JdbcTypeCode(SqlTypes.JSON)
    private ExportFilters filters;

    @Enumerated(EnumType.STRING)
    private ExportStatus status;

    private String filePath;
    private long fileSizeBytes;
    private int recordCount;
    private @Nullable Integer totalCount;
    private int parts;
    private @Nullable String pageCursor;
    private String[] neededPermissions;
    private String[] shownProperties;
    private @Nullable Instant startedAt;
    private @Nullable Instant completedAt;
    private @Nullable Instant expiresAt;
    private @Nullable String errorMessage;
    private @Nullable String linkHash;
    private @Nullable Instant linkExpiresAt;
    private @Nullable UUID linkedBy;
    private @Nullable UUID linkedKey;
    private @Nullable Instant dueAt;

    @Column(insertable = false)
    private long leaseEpoch;

    @Column(insertable = false)
    private @Nullable UUID leasedBy;

    @Column(insertable = false)
    private int leaseLosses;

    protected AuditLogExport() {}

    AuditLogExport(UUID id, AuditLogExportRequest request, Caller caller, Instant now) {
        this.id = id;
        requestedBy = caller.userId();
        requestedKey = caller.keyId();
        requestedScopes = KeyScopes.names(caller.assurance().isKey() ? caller.permissions() : null);
        exportType = request.exportType();
        filters = new ExportFilters(request.filter());
        status = ExportStatus.PENDING;
        filePath = "audit-log-" + now.atOffset(ZoneOffset.UTC).toLocalDate() + "-" + id + "." + exportType;
        neededPermissions = new String[0];
        shownProperties = new String[0];
        dueAt = now;
    }

    void begin(Instant now) {
        enter(ExportStatus.PROCESSING);
        startedAt = now;
    }

    void grow(ExportProgress progress) {
        leaseLosses = 0;
        parts = progress.parts();
        fileSizeBytes = progress.size();
        recordCount = progress.entries();
        totalCount = progress.total();
        pageCursor = progress.cursor();
        neededPermissions = progress.needed().stream().sorted().toArray(String[]::new);
        shownProperties = progress.shown().stream().sorted().toArray(String[]::new);
    }

    void complete(Instant now, Duration kept) {
        end(ExportStatus.COMPLETED, now);
        expiresAt = now.plus(kept);
    }

    void cancel(Instant now) {
        end(ExportStatus.CANCELLED, now);
    }

    void fail(String reason, Instant now) {
        end(ExportStatus.FAILED, now);
        errorMessage = reason;
    }

    void link(String hash, Caller caller, Instant expires) {
        linkHash = hash;
        linkedBy = caller.userId();
        linkedKey = caller.keyId();
        linkExpiresAt = expires;
    }

    private void end(ExportStatus how, Instant now) {
        enter(how);
        completedAt = now;
        dueAt = null;
        leasedBy = null;
        leaseEpoch = 0;
    }

    private void enter(ExportStatus next) {
        if (!status.canTransitionTo(next)) {
            throw new IllegalStateException(status + " cannot become " + next);
        }
        status = next;
    }

    boolean isHeldBy(ExportClaim claim) {
        return leaseEpoch == claim.epoch() && status.isActive();
    }

    /** Whether there is a file to be had. */
    boolean isAvailable(Instant now) {
        return status == ExportStatus.COMPLETED && expiresAt != null && expiresAt.isAfter(now);
    }

    /** Where there is none. */
    String whyNoFile() {
        return "the export has no file: " + switch (status) {
            case PENDING, PROCESSING -> "it is still being written";
            case COMPLETED -> "its file was there until " + expiresAt;
            case FAILED -> errorMessage;
            case CANCELLED -> "it was cancelled";
        };
    }

    boolean isLinkedBy(String hash, Instant now) {
        return hash.equals(linkHash) && linkExpiresAt != null && linkExpiresAt.isAfter(now);
    }

    ExportProgress progress() {
        return new ExportProgress(parts, fileSizeBytes, recordCount, totalCount, pageCursor,
                Set.copyOf(List.of(neededPermissions)), Set.copyOf(List.of(shownProperties)));
    }

    /** What is left of what whoever asked for it may do. */
    Set<String> within(Set<String> held) {
        return KeyScopes.within(requestedScopes == null ? null : Set.copyOf(List.of(requestedScopes)), held);
    }

    public UUID getId() {
        return id;
    }

    public UUID getRequestedBy() {
        return requestedBy;
    }

    @Nullable
    UUID requestedKey() {
        return requestedKey;
    }

    /** Null where it has no link. */
    @Nullable
    UUID linkedBy() {
        return linkedBy;
    }

    @Nullable
    UUID linkedKey() {
        return linkedKey;
    }

    public ExportType getExportType() {
        return exportType;
    }

    public ExportFilters getFilters() {
        return filters;
    }

    public ExportStatus getStatus() {
        return status;
    }

    public String getFilePath() {
        return filePath;
    }

    public long getFileSizeBytes() {
        return fileSizeBytes;
    }

    public int getRecordCount() {
        return recordCount;
    }

    public @Nullable Integer getTotalCount() {
        return totalCount;
    }

    public @Nullable Instant getStartedAt() {
        return startedAt;
    }

    public @Nullable Instant getCompletedAt() {
        return completedAt;
    }

    public @Nullable Instant getExpiresAt() {
        return expiresAt;
    }

    public @Nullable String getErrorMessage() {
        return errorMessage;
    }

    public @Nullable Instant getLinkExpiresAt() {
        return linkExpiresAt;
    }
}
