package dev.tenantry.crm.assignment;

import java.util.List;
import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.record.RecordEntity;

/** Which records are given to whom. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@DynamicUpdate
@Table(name = "assignment_rules")
class AssignmentRule extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "assignment_rules")
    @SequenceGenerator(name = "assignment_rules", sequenceName = "assignment_rules_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    private String type;
    private int position;
    private @Nullable String filter;
    private @Nullable Long teamId;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<RuleMember> members = List.of();
    private @Nullable Integer openLimit;
    @Column(name = "is_active")
    private boolean active;
    private @Nullable String externalId;

    @SuppressWarnings("NullAway.Init")
    protected AssignmentRule() {}

    @SuppressWarnings("NullAway.Init")
    AssignmentRule(AssignmentRuleRequest request) {
        change(request);
    }

    void change(AssignmentRuleRequest request) {
        name = request.name();
        type = request.type();
        position = Objects.requireNonNullElse(request.position(), 1);
        filter = request.filter();
        teamId = request.teamId();
        members = request.members() == null
                ? List.of()
                : request.members().stream().map(RuleMember::weighted).toList();
        openLimit = request.openLimit();
        active = !Boolean.FALSE.equals(request.active());
        externalId = request.externalId();
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    public String getName() {
        return name;
    }

    public String getType() {
        return type;
    }

    public int getPosition() {
        return position;
    }

    public @Nullable String getFilter() {
        return filter;
    }

    public @Nullable Long getTeamId() {
        return teamId;
    }

    public List<RuleMember> getMembers() {
        return members;
    }

    public @Nullable Integer getOpenLimit() {
        return openLimit;
    }

    public boolean isActive() {
        return active;
    }

    public @Nullable String getExternalId() {
        return externalId;
    }
}
