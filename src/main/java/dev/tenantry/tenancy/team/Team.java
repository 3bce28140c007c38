package dev.tenantry.tenancy.team;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.record.RecordEntity;

/** Members who work together. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "teams")
class Team extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "teams")
    @SequenceGenerator(name = "teams", sequenceName = "teams_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private String slug;
    private @Nullable String description;
    private UUID ownerId;
    @Column(name = "is_active")
    private boolean active;
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Object> settings;

    @SuppressWarnings("NullAway.Init")
    protected Team() {}

    @SuppressWarnings("NullAway.Init")
    Team(String slug, UUID ownerId, TeamRequest request) {
        change(slug, ownerId, request);
    }

    void change(String newSlug, UUID newOwner, TeamRequest request) {
        name = request.name().strip();
        slug = newSlug;
        description = request.description();
        ownerId = newOwner;
        active = request.isActive() == null || request.isActive();
        settings = request.settings() == null ? Map.of() : request.settings();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    String getName() {
        return name;
    }

    String getSlug() {
        return slug;
    }

    @Nullable
    String getDescription() {
        return description;
    }

    UUID getOwnerId() {
        return ownerId;
    }

    boolean isActive() {
        return active;
    }

    Map<String, Object> getSettings() {
        return settings;
    }
}
