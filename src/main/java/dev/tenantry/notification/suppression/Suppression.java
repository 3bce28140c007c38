package dev.tenantry.notification.suppression;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.notification.ContactAddress;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.shared.tenancy.TenantEntity;

/** An address that is not written to. */
@Entity
@Table(name = "suppressions")
@SuppressWarnings("NullAway.Init")
class Suppression extends TenantEntity {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private ContactChannel channel;
    private String address;

    @NotAudited("address")
    private String addressKey;

    @Enumerated(EnumType.STRING)
    private SuppressionReason reason;

    @Enumerated(EnumType.STRING)
    private SuppressionScope scope;
    private @Nullable String note;
    private @Nullable UUID createdBy;

    protected Suppression() {}

    /** @param by who states it */
    Suppression(UUID id, ContactAddress address, SuppressionRequest request, @Nullable UUID by) {
        this.id = id;
        channel = address.channel();
        this.address = address.address();
        addressKey = address.key();
        reason = request.reason() == null ? SuppressionReason.MANUAL : request.reason();
        scope = request.scope() == null ? SuppressionScope.ALL : request.scope();
        note = request.note();
        createdBy = by;
    }

    public UUID getId() {
        return id;
    }

    public ContactChannel getChannel() {
        return channel;
    }

    public String getAddress() {
        return address;
    }

    public SuppressionReason getReason() {
        return reason;
    }

    public SuppressionScope getScope() {
        return scope;
    }

    public @Nullable String getNote() {
        return note;
    }

    public @Nullable UUID getCreatedBy() {
        return createdBy;
    }
}
