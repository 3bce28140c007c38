package dev.tenantry.tenancy.role;

import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A role of the organization: a built-in one, or one of its own. */
@Entity
@Table(name = "roles")
@NotAudited("the role's own entries, which tell its permissions besides")
class Role extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "roles")
    @SequenceGenerator(name = "roles", sequenceName = "roles_id_seq", allocationSize = 1)
    private @Nullable Long id;

    private String name;
    private String slug;
    private @Nullable String description;
    @Column(name = "is_system", updatable = false)
    private boolean system;
    @Column(name = "is_active")
    private boolean active;

    @SuppressWarnings("NullAway.Init")
    protected Role() {}

    @SuppressWarnings("NullAway.Init")
    Role(String slug, CustomRoleRequest request) {
        change(slug, request);
    }

    /** @return whether it was another one until now */
    boolean change(String newSlug, CustomRoleRequest request) {
        var newName = request.name().strip();
        var isToBeActive = request.isActive() == null || request.isActive();
        var changes = !newSlug.equals(slug) || !newName.equals(name) || isToBeActive != active
                || !Objects.equals(request.description(), description);
        name = newName;
        slug = newSlug;
        description = request.description();
        active = isToBeActive;
        return changes;
    }

    Long getId() {
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

    boolean isSystem() {
        return system;
    }

    boolean isActive() {
        return active;
    }
}
