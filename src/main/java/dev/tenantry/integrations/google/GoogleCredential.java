package dev.tenantry.integrations.google;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditedAs;
import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.MemberEntity;

/** A member's account at Google, for one of the organization's integrations. */
@Entity
@AuditedAs(AuditEntry.Category.CONFIGURATION)
@Table(name = "google_credentials")
@SuppressWarnings("NullAway.Init")
class GoogleCredential extends MemberEntity {

    @Id
    private UUID id;
    @Column(updatable = false)
    private UUID integrationId;
    @Enumerated(EnumType.STRING)
    private GoogleCredentialStatus status = GoogleCredentialStatus.PENDING;
    private @Nullable String googleSubject;
    private @Nullable String email;
    private String[] scopes = {};
    private @Nullable Instant connectedAt;
    private @Nullable String lastError;

    @NotAudited("connectedAt")
    private @Nullable String refreshToken;
    @NotAudited("connectedAt")
    private @Nullable String accessToken;
    @NotAudited("connectedAt")
    private @Nullable Instant accessTokenExpiresAt;
    private @Nullable String tokenDestination;

    /** These are of a consent that is under way, which changes nothing yet. */
    @NotAudited("status")
    private @Nullable String stateHash;
    @NotAudited("status")
    private @Nullable String codeVerifier;
    @NotAudited("status")
    private @Nullable String redirectUri;
    @NotAudited("status")
    private @Nullable String stateDestination;
    @NotAudited("status")
    private @Nullable Instant stateExpiresAt;

    protected GoogleCredential() {}

    GoogleCredential(UUID id, UUID userId, UUID integrationId) {
        super(userId);
        this.id = id;
        this.integrationId = integrationId;
    }

    /** @param sealedVerifier of the code that Google will give @param destination where that, and what it is changed for, may go */
    void ask(String hash, String sealedVerifier, String uri, String destination, Instant until) {
        stateHash = hash;
        codeVerifier = sealedVerifier;
        redirectUri = uri;
        stateDestination = destination;
        stateExpiresAt = until;
    }

    /** What was asked for can be answered once. */
    void endAsking() {
        stateHash = null;
        codeVerifier = null;
        redirectUri = null;
        stateDestination = null;
        stateExpiresAt = null;
    }

    /** @param sealedRefresh the token by which access tokens are had, sealed @param destination where it may go */
    void connect(GoogleAccount account, String sealedRefresh, String destination, Instant now) {
        become(GoogleCredentialStatus.CONNECTED);
        googleSubject = account.subject();
        email = account.email();
        scopes = account.scopes().toArray(String[]::new);
        refreshToken = sealedRefresh;
        tokenDestination = destination;
        connectedAt = now;
        lastError = null;
    }

    /** @param lifetime of the token from now on */
    void take(String sealedAccess, Instant now, Duration lifetime) {
        accessToken = sealedAccess;
        accessTokenExpiresAt = now.plus(lifetime);
        lastError = null;
    }

    void expire(String error) {
        become(GoogleCredentialStatus.EXPIRED);
        accessToken = null;
        accessTokenExpiresAt = null;
        lastError = error;
    }

    private void become(GoogleCredentialStatus next) {
        if (status != next && status.canTransitionTo(next)) {
            status = next;
        }
    }

    public UUID getId() {
        return id;
    }

    public UUID getIntegrationId() {
        return integrationId;
    }

    public GoogleCredentialStatus getStatus() {
        return status;
    }

    public @Nullable String getEmail() {
        return email;
    }

    public List<String> getScopes() {
        return List.of(scopes);
    }

    public @Nullable Instant getConnectedAt() {
        return connectedAt;
    }

    public @Nullable String getLastError() {
        return lastError;
    }

    /** Whether its tokens may go there. */
    boolean goesTo(String destination) {
        return destination.equals(tokenDestination);
    }

    @Nullable
    String sealedRefreshToken() {
        return refreshToken;
    }

    @Nullable
    String sealedCodeVerifier() {
        return codeVerifier;
    }

    @Nullable
    String redirectUri() {
        return redirectUri;
    }

    @Nullable
    String stateDestination() {
        return stateDestination;
    }

    /** Sealed; null where there is none that is good for a while. */
    @Nullable
    String sealedAccessToken(Instant until) {
        return accessTokenExpiresAt != null && accessTokenExpiresAt.isAfter(until) ? accessToken : null;
    }
}
