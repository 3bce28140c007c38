package dev.tenantry.crm.form;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.NotAudited;

/** What a form was when it was published. */
@Entity
@Immutable
@Table(name = "form_versions")
@NotAudited("the form's publication")
@SuppressWarnings("NullAway.Init")
class FormVersion {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "form_versions")
    @SequenceGenerator(name = "form_versions", sequenceName = "form_versions_id_seq", allocationSize = 50)
    private @Nullable Long id;

    @TenantId
    @PartitionKey
    private UUID organizationId;

    private Long formId;
    private Integer number;
    @JdbcTypeCode(SqlTypes.JSON)
    private FormContent content;
    private Instant publishedAt;
    private UUID publishedBy;

    protected FormVersion() {}

    FormVersion(Long formId, int number, FormContent content, UUID by, Instant now) {
        this.formId = formId;
        this.number = number;
        this.content = content;
        publishedBy = by;
        publishedAt = now;
    }

    Long getId() {
        return Objects.requireNonNull(id);
    }

    Integer getNumber() {
        return number;
    }

    FormContent getContent() {
        return content;
    }

    FormVersionResponse toResponse() {
        return new FormVersionResponse(formId, number, content.title(), content.description(), content.language(),
                content.theme(), content.fields(), content.mapping(), content.consents(), content.submitLabel(),
                content.thankYou(), content.redirectUrl(), content.doubleOptIn(), content.handling(),
                content.conversion(), content.protection(), publishedAt, publishedBy);
    }
}
