package dev.tenantry.crm.project;

import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.tenancy.TenantEntity;

/** That a member works on a project. The role there tells what as; it grants nothing. */
@Entity
@Table(name = "project_members")
class ProjectMember extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "project_members")
    @SequenceGenerator(name = "project_members", sequenceName = "project_members_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(updatable = false)
    private Long projectId;
    @Column(updatable = false)
    private UUID userId;
    private @Nullable String role;

    @SuppressWarnings("NullAway.Init")
    protected ProjectMember() {}

    ProjectMember(Long projectId, UUID userId) {
        this.projectId = projectId;
        this.userId = userId;
    }

    void change(ProjectMemberRequest request) {
        role = request.role();
    }

    ProjectMemberResponse toResponse() {
        return new ProjectMemberResponse(userId, projectId, role, getVersion(), getCreatedAt(), getUpdatedAt());
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }
}
