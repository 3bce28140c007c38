package dev.tenantry.crm.pipeline;

import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A way that deals go, by stages. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "pipelines")
class Pipeline extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "pipelines")
    @SequenceGenerator(name = "pipelines", sequenceName = "pipelines_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;

    @Column(name = "is_default")
    private boolean standard;

    private boolean requiresLostReason;

    @SuppressWarnings("NullAway.Init")
    protected Pipeline() {}

    @SuppressWarnings("NullAway.Init")
    Pipeline(PipelineRequest request) {
        change(request);
    }

    void change(PipelineRequest request) {
        name = request.name();
        requiresLostReason = Boolean.TRUE.equals(request.requiresLostReason());
    }

    void becomeDefault() {
        standard = true;
    }

    void stepBack() {
        standard = false;
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    String getName() {
        return name;
    }

    boolean isDefault() {
        return standard;
    }

    boolean requiresLostReason() {
        return requiresLostReason;
    }
}
