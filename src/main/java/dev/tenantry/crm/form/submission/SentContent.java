package dev.tenantry.crm.form.submission;

import java.util.List;
import java.util.Map;

import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.tenancy.TenantEntity;

/** What was sent, and from where: it stays as it came. */
@MappedSuperclass
@SuppressWarnings("NullAway.Init")
abstract class SentContent extends TenantEntity {

    private Long formId;
    private Integer formVersion;
    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode answers;
    @JdbcTypeCode(SqlTypes.JSON)
    private List<GivenConsent> consents;
    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> origin;
    private @Nullable String email;
    private @Nullable String emailKey;
    private @Nullable String submittedFrom;
    private @Nullable String userAgent;
    private int replays;

    Long getFormId() {
        return formId;
    }

    int getFormVersion() {
        return formVersion;
    }

    JsonNode getAnswers() {
        return answers;
    }

    List<GivenConsent> getConsents() {
        return consents;
    }

    Map<String, String> getOrigin() {
        return origin;
    }

    @Nullable
    String getEmail() {
        return email;
    }

    @Nullable
    String getSubmittedFrom() {
        return submittedFrom;
    }

    @Nullable
    String getUserAgent() {
        return userAgent;
    }

    int getReplays() {
        return replays;
    }
}
