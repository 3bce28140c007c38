package dev.tenantry.tenancy.team;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityListeners;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.tenancy.TenantEntity;

/** That a member belongs to a team. The role there tells what for; it grants nothing. */
@Entity
@AuditedAs(AuditEntry.Category.AUTHORIZATION)
@EntityListeners(TeamStates.class)
@Table(name = "team_members")
class TeamMember extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "team_members")
    @SequenceGenerator(name = "team_members", sequenceName = "team_members_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @Column(updatable = false)
    private Long teamId;
    @Column(updatable = false)
    private UUID userId;
    private @Nullable Long roleId;
    @Column(name = "is_active")
    private boolean active;
    @Column(updatable = false)
    private Instant joinedAt;

    @SuppressWarnings("NullAway.Init")
    protected TeamMember() {}

    TeamMember(Long teamId, UUID userId, TeamMemberRequest request, Instant joinedAt) {
        this.teamId = teamId;
        this.userId = userId;
        this.joinedAt = joinedAt;
        change(request);
    }

    final void change(TeamMemberRequest request) {
        roleId = request.roleId();
        active = request.isActive() == null || request.isActive();
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    Long getTeamId() {
        return teamId;
    }

    UUID getUserId() {
        return userId;
    }

    @Nullable
    Long getRoleId() {
        return roleId;
    }

    boolean isActive() {
        return active;
    }

    Instant getJoinedAt() {
        return joinedAt;
    }
}
