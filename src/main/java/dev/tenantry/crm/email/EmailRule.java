package dev.tenantry.crm.email;

import java.util.Objects;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.mail.EmailAddress;
import dev.tenantry.shared.tenancy.TenantEntity;

/** What becomes of mails with an address, or any of a domain. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "email_rules")
class EmailRule extends TenantEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "email_rules")
    @SequenceGenerator(name = "email_rules", sequenceName = "email_rules_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String pattern;
    @NotAudited("pattern")
    @Column(updatable = false)
    private String patternKey;
    @Enumerated(EnumType.STRING)
    private EmailRuleEffect effect;

    @SuppressWarnings("NullAway.Init")
    protected EmailRule() {}

    EmailRule(EmailRuleRequest request) {
        pattern = request.pattern();
        patternKey = key(pattern);
        effect = request.effect();
    }

    static String key(String pattern) {
        return pattern.indexOf('@') < 0 ? EmailAddress.asciiDomain(pattern) : EmailAddress.canonical(pattern);
    }

    EmailRuleResponse toResponse() {
        return new EmailRuleResponse(getId(), pattern, effect, getVersion(), getCreatedAt(), getUpdatedAt());
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }
}
