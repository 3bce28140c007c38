package dev.tenantry.access.address;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.network.IpRange;
import dev.tenantry.shared.web.Versioned;

/**
 * An address, or a range of them, from which the organization may be reached.
 *
 * @param address    in its canonical form
 * @param status     proposed ones let nobody in yet
 * @param createdBy  who has stated, or proposed, what it is now
 * @param proposal   what somebody would have it be instead; it holds as it is until somebody else approves that
 * @param approvedBy absent where it took nobody else
 * @param expired    it lets nobody in any more
 * @param awaitingApproval whether somebody else is to approve it, or its proposal
 * @param useCount   how many requests it has let in; it and the time of the last are a few seconds behind
 */
record AllowlistEntryResponse(
        UUID id,
        String address,
        @Nullable String description,
        boolean active,
        AllowlistEntryStatus status,
        @Nullable UUID createdBy,
        @Nullable UUID approvedBy,
        @Nullable Instant expiresAt,
        boolean expired,
        @Nullable Proposal proposal,
        boolean awaitingApproval,
        @Nullable Instant lastUsedAt,
        long useCount,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements
            Versioned {

    /**
     * All of what it would be: whoever approves it is told what would go, too.
     *
     * @param createdBy   who has proposed it
     * @param description null: none
     * @param active      true: nothing else is proposed
     * @param expiresAt   null: it would be for good
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Proposal(UUID createdBy, @Nullable String description, boolean active, @Nullable Instant expiresAt) {}

    static final String AWAITING = "(e.status = 'proposed' or e.proposed_by is not null)";

    static final String COLUMNS = """
            e.id, text(coalesce(e.ip_range, e.ip_address)) as address, e.description, e.is_active, e.status, e.created_by, e.approved_by, e.expires_at,
            coalesce(e.expires_at <= now(), false) as expired, e.last_used_at, e.use_count, e.version, e.created_at, e.updated_at,
            e.proposed_by, e.proposed_description, e.proposed_expires_at, """ + AWAITING + " as is_awaiting";

    @Override
    public Set<String> moving() {
        return Set.of("expired", "lastUsedAt", "useCount");
    }

    static AllowlistEntryResponse read(ResultSet row, int number) throws SQLException {
        return new AllowlistEntryResponse(row.getObject("id", UUID.class),
                IpRange.parse(row.getString("address")).toString(), row.getString("description"),
                row.getBoolean("is_active"), AllowlistEntryStatus.of(row.getString("status")),
                row.getObject("created_by", UUID.class), row.getObject("approved_by", UUID.class),
                Rows.instantOrNull(row, "expires_at"), row.getBoolean("expired"), proposal(row),
                row.getBoolean("is_awaiting"),
                Rows.instantOrNull(row, "last_used_at"),
                row.getLong("use_count"), row.getInt("version"), Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    private static @Nullable Proposal proposal(ResultSet row) throws SQLException {
        var by = row.getObject("proposed_by", UUID.class);
        return by == null
                ? null
                : new Proposal(by, row.getString("proposed_description"), true,
                        Rows.instantOrNull(row, "proposed_expires_at"));
    }

    /** As the audit log has it. */
    Map<String, @Nullable Object> audited() {
        var values = new HashMap<String, @Nullable Object>();
        values.put("address", address);
        values.put("description", description);
        values.put("active", active);
        values.put("status", status.toString());
        values.put("approvedBy", approvedBy);
        values.put("expiresAt", expiresAt);
        values.put("proposedBy", proposal == null ? null : proposal.createdBy);
        values.put("proposedDescription", proposal == null ? null : proposal.description);
        values.put("proposedActive", proposal == null ? null : proposal.active);
        values.put("proposedExpiresAt", proposal == null ? null : proposal.expiresAt);
        return values;
    }

    /** Who has proposed what awaits approval. */
    @Nullable
    UUID proposer() {
        return proposal == null ? createdBy : proposal.createdBy;
    }

    /** Whether it is what a request states already, or is to become that. */
    boolean isStatedBy(AllowlistEntryRequest request) {
        return proposal == null ? isNow(request) : isProposedBy(request);
    }

    private boolean isProposedBy(AllowlistEntryRequest request) {
        return proposal != null && request.isActive() && Objects.equals(proposal.description, request.description())
                && Objects.equals(proposal.expiresAt, request.expiresAt());
    }

    private boolean isNow(AllowlistEntryRequest request) {
        return Objects.equals(description, request.description()) && active == request.isActive()
                && Objects.equals(expiresAt, request.expiresAt());
    }

    /** Whether a request would have it let in more than it does. */
    boolean isWidenedBy(AllowlistEntryRequest request) {
        var isLonger = expiresAt != null && (request.expiresAt() == null || request.expiresAt().isAfter(expiresAt));
        return request.isActive() && (!active || isLonger);
    }
}
