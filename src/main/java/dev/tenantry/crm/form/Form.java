package dev.tenantry.crm.form;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
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
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordEntity;

/** What an organization asks whoever comes by. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@DynamicUpdate
@Table(name = "forms")
class Form extends RecordEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "forms")
    @SequenceGenerator(name = "forms", sequenceName = "forms_id_seq", allocationSize = 50)
    private @Nullable Long id;

    private String name;
    @Enumerated(EnumType.STRING)
    private FormStatus status;
    @JdbcTypeCode(SqlTypes.JSON)
    private FormContent content;
    private String address;
    private String[] allowedOrigins;
    private UUID[] notifiedMembers;
    private @Nullable Integer publishedVersion;
    private @Nullable Instant publishedAt;
    private @Nullable UUID publishedBy;
    private boolean changed;

    @SuppressWarnings("NullAway.Init")
    protected Form() {}

    @SuppressWarnings("NullAway.Init")
    Form(FormRequest request, FormAddress address) {
        status = FormStatus.DRAFT;
        this.address = address.text();
        change(request);
    }

    /** What is published stays as it was published. */
    void change(FormRequest request) {
        name = request.name();
        changed = changed || publishedVersion != null && !request.content().equals(content);
        content = request.content();
        allowedOrigins = request.allowedOrigins() == null
                ? new String[0]
                : request.allowedOrigins().stream().map(Origins::canonical).distinct().toArray(String[]::new);
        notifiedMembers = request.notifiedMembers() == null
                ? new UUID[0]
                : request.notifiedMembers().toArray(UUID[]::new);
    }

    /** @param number of the version that visitors see from now on @throws ProblemException 409 where it is in the archive */
    void publish(int number, UUID by, Instant now) {
        if (status != FormStatus.PUBLISHED) {
            become(FormStatus.PUBLISHED);
        }
        publishedVersion = number;
        publishedBy = by;
        publishedAt = now;
        changed = false;
    }

    /** Again it changes nothing. @throws ProblemException 409 where it cannot become that */
    void become(FormStatus next) {
        if (status == next) {
            return;
        }
        if (!status.canTransitionTo(next)) {
            throw ProblemException.conflict("the form is " + status + " and cannot become " + next);
        }
        status = next;
    }

    /** The address before leads nowhere any more. */
    void move(FormAddress next) {
        address = next.text();
    }

    FormRequest toRequest() {
        return new FormRequest(name, content.title(), content.description(), content.language(), content.theme(),
                content.fields(), content.mapping(), content.consents(), content.submitLabel(), content.thankYou(),
                content.redirectUrl(), content.doubleOptIn(), content.handling(), content.conversion(),
                content.protection(),
                List.of(allowedOrigins), List.of(notifiedMembers));
    }

    @Override
    public Long getId() {
        return Objects.requireNonNull(id);
    }

    String getName() {
        return name;
    }

    FormStatus getStatus() {
        return status;
    }

    FormContent getContent() {
        return content;
    }

    String getAddress() {
        return address;
    }

    List<String> getAllowedOrigins() {
        return List.of(allowedOrigins);
    }

    List<UUID> getNotifiedMembers() {
        return List.of(notifiedMembers);
    }

    @Nullable
    Integer getPublishedVersion() {
        return publishedVersion;
    }

    @Nullable
    Instant getPublishedAt() {
        return publishedAt;
    }

    @Nullable
    UUID getPublishedBy() {
        return publishedBy;
    }

    boolean isChanged() {
        return changed;
    }
}
