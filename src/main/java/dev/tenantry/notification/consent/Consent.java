package dev.tenantry.notification.consent;

import java.time.Instant;
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

/** That somebody has consented to being written to, or does no more. */
@Entity
@Table(name = "consents")
@SuppressWarnings("NullAway.Init")
class Consent extends TenantEntity {

    @Id
    private UUID id;

    @Enumerated(EnumType.STRING)
    private ContactChannel channel;
    private String address;

    @NotAudited("address")
    private String addressKey;

    @Enumerated(EnumType.STRING)
    private ConsentPurpose purpose;

    @Enumerated(EnumType.STRING)
    private ConsentDecision status;
    private @Nullable String text;
    private @Nullable String source;
    private Instant decidedAt;
    private @Nullable UUID createdBy;

    protected Consent() {}

    /** @param by who records it @param now when it was decided, where the request does not say */
    Consent(UUID id, ContactAddress address, ConsentRequest request, @Nullable UUID by, Instant now) {
        this.id = id;
        channel = address.channel();
        this.address = address.address();
        addressKey = address.key();
        purpose = request.purpose() == null ? ConsentPurpose.MARKETING : request.purpose();
        status = request.status();
        text = request.text();
        source = request.source();
        decidedAt = request.decidedAt() == null ? now : request.decidedAt();
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

    public ConsentPurpose getPurpose() {
        return purpose;
    }

    public ConsentDecision getStatus() {
        return status;
    }

    public @Nullable String getText() {
        return text;
    }

    public @Nullable String getSource() {
        return source;
    }

    public Instant getDecidedAt() {
        return decidedAt;
    }

    public @Nullable UUID getCreatedBy() {
        return createdBy;
    }
}
