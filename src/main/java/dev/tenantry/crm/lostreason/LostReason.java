package dev.tenantry.crm.lostreason;

import java.util.Objects;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.record.RecordEntity;

/** Why deals are lost. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@DynamicUpdate
@Table(name = "lost_reasons")
class LostReason extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "lost_reasons")
    @SequenceGenerator(name = "lost_reasons", sequenceName = "lost_reasons_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected LostReason() {}

    @SuppressWarnings("NullAway.Init")
    LostReason(LostReasonRequest request) {
        change(request);
    }

    void change(LostReasonRequest request) {
        name = request.name();
        externalId = request.externalId();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
