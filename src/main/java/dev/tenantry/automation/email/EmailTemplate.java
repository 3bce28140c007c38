package dev.tenantry.automation.email;

import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.shared.tenancy.TenantEntity;

/** A template as an organization wrote it; steps of workflows find it by its name. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "email_templates")
@SuppressWarnings("NullAway.Init")
class EmailTemplate extends TenantEntity {

    @Id
    private UUID id;

    private String name;
    private String subject;
    private String body;
    private @Nullable String html;

    protected EmailTemplate() {}

    EmailTemplate(UUID id, EmailTemplateRequest request) {
        this.id = id;
        change(request);
    }

    void change(EmailTemplateRequest request) {
        name = request.name();
        subject = request.subject();
        body = request.body();
        html = request.html();
    }

    EmailTemplates.Text text() {
        return new EmailTemplates.Text(subject, body, html);
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getSubject() {
        return subject;
    }

    public String getBody() {
        return body;
    }

    public @Nullable String getHtml() {
        return html;
    }
}
