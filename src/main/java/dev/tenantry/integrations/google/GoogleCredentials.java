package dev.tenantry.integrations.google;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.listing.ListDefinition;
import dev.tenantry.shared.listing.ListRequest;
import dev.tenantry.shared.listing.ListSource;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.RecordKernel;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.vault.TenantSecrets;

/** The current member's accounts at Google, each for one integration. Google itself is asked in none of these transactions. */
@Service
@Transactional(readOnly = true)
class GoogleCredentials implements ListSource {

    /** For which a token has to be good still, to be used. */
    private static final Duration AT_LEAST = Duration.ofMinutes(1);
    private static final int LONGEST_ERROR = 500;
    private static final String REFRESH = "refresh";
    private static final String ACCESS = "access";
    private static final String VERIFIER = "verifier";
    private static final ListDefinition<GoogleCredential> LISTING = ListDefinition.of(GoogleCredential.class)
            .field("id", UUID.class)
            .field("integrationId", UUID.class)
            .field("status", GoogleCredentialStatus.class)
            .nullable("connectedAt", Instant.class)
            .field("createdAt", Instant.class)
            .field("updatedAt", Instant.class)
            .build();
    /** Of several that begin at once, one makes the row. */
    private static final String LOCK = "select 1 from integrations where organization_id = app.org_id() and id = ? for no key update";

    private final RecordKernel kernel;
    private final EntityManager entities;
    private final TenantSecrets secrets;
    private final GoogleCredentialMapper mapper;

    GoogleCredentials(RecordKernel kernel, TenantSecrets secrets, GoogleCredentialMapper mapper) {
        this.kernel = kernel;
        this.entities = kernel.entities();
        this.secrets = secrets;
        this.mapper = mapper;
    }

    /** A consent that is handed in. @param destination where it was to go when it was asked for */
    record Consent(UUID credential, UUID integration, Secret verifier, String redirectUri, String destination) {}

    /**
     * The tokens of an account, as far as there are any.
     *
     * @param access null where it has to be had anew
     */
    record Tokens(UUID credential, @Nullable Secret access, Secret refresh) {}

    @Override
    public ListDefinition<?> listing() {
        return LISTING;
    }

    @Override
    public Class<?> shows() {
        return GoogleCredentialResponse.class;
    }

    Page<GoogleCredentialResponse> list(ListRequest request) {
        return kernel.lists().list(LISTING, request).map(mapper::toResponse);
    }

    GoogleCredentialResponse get(UUID id) {
        return mapper.toResponse(found(entities.find(GoogleCredential.class, id)));
    }

    /** Notes that a consent is asked for; an earlier question is answered no more. @return the credential's id */
    @Transactional
    UUID ask(UUID integration, Secret state, Secret verifier, String redirectUri, String destination, Instant until) {
        entities.createNativeQuery(LOCK).setParameter(1, integration).getSingleResult();
        var credential = of(integration).orElseGet(() -> {
            var made = new GoogleCredential(Ids.next(),
                    Objects.requireNonNull(TenantContext.current().userId()), integration);
            entities.persist(made);
            return made;
        });
        credential.ask(Digests.fingerprint(state.value()),
                secrets.seal(purpose(credential.getId(), VERIFIER), verifier), redirectUri, destination, until);
        return credential.getId();
    }

    /** Takes the question that the state is of: it can be answered once. @throws ProblemException 422 where there is none */
    @Transactional
    Consent answer(Secret state) {
        var credential = entities
                .createQuery("from GoogleCredential c where c.stateHash = :hash and c.stateExpiresAt > :now",
                        GoogleCredential.class)
                .setParameter("hash", Digests.fingerprint(state.value()))
                .setParameter("now", kernel.clock().instant())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("state", "unknown-reference",
                        "no authorization of the caller's own has this state, or it has been used, or has expired: begin another one"));
        var verifier = secrets.open(purpose(credential.getId(), VERIFIER),
                Objects.requireNonNull(credential.sealedCodeVerifier()));
        var consent = new Consent(credential.getId(), credential.getIntegrationId(), verifier,
                Objects.requireNonNull(credential.redirectUri()),
                Objects.requireNonNull(credential.stateDestination()));
        credential.endAsking();
        return consent;
    }

    @Transactional
    GoogleCredentialResponse connect(UUID id, GoogleAccount account, GoogleTokenAnswer answer, Secret refresh,
            String destination) {
        var credential = locked(id);
        credential.connect(account, secrets.seal(purpose(id, REFRESH), refresh), destination, kernel.clock().instant());
        take(credential, answer);
        entities.flush();
        return mapper.toResponse(credential);
    }

    /**
     * Of the current member, for the integration. Nothing where the member has not connected one, it has expired, or it was connected
     * for tokens to go somewhere else.
     */
    Optional<Tokens> tokens(UUID integration, String destination) {
        return of(integration).filter(credential -> credential.getStatus() == GoogleCredentialStatus.CONNECTED)
                .filter(credential -> credential.goesTo(destination))
                .map(this::tokens);
    }

    /** The tokens that there are of it and may go there, whatever its status. */
    Optional<Tokens> tokensOf(UUID id, String destination) {
        return Optional.of(found(entities.find(GoogleCredential.class, id)))
                .filter(credential -> credential.sealedRefreshToken() != null && credential.goesTo(destination))
                .map(this::tokens);
    }

    UUID integrationOf(UUID id) {
        return found(entities.find(GoogleCredential.class, id)).getIntegrationId();
    }

    @Transactional
    void refreshed(UUID id, GoogleTokenAnswer answer) {
        take(locked(id), answer);
    }

    @Transactional
    void expire(UUID id, String error) {
        locked(id).expire(Texts.shown(error, LONGEST_ERROR));
    }

    @Transactional
    void delete(UUID id) {
        entities.remove(locked(id));
    }

    private void take(GoogleCredential credential, GoogleTokenAnswer answer) {
        credential.take(secrets.seal(purpose(credential.getId(), ACCESS), answer.access()), kernel.clock().instant(),
                answer.lifetime());
    }

    private Tokens tokens(GoogleCredential credential) {
        var id = credential.getId();
        var access = credential.sealedAccessToken(kernel.clock().instant().plus(AT_LEAST));
        return new Tokens(id, access == null ? null : secrets.open(purpose(id, ACCESS), access),
                secrets.open(purpose(id, REFRESH), Objects.requireNonNull(credential.sealedRefreshToken())));
    }

    private Optional<GoogleCredential> of(UUID integration) {
        return entities.createQuery("from GoogleCredential c where c.integrationId = :id", GoogleCredential.class)
                .setParameter("id", integration)
                .getResultStream()
                .findFirst();
    }

    private GoogleCredential locked(UUID id) {
        return found(entities.find(GoogleCredential.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static GoogleCredential found(@Nullable GoogleCredential credential) {
        if (credential == null) {
            throw ProblemException.notFound();
        }
        return credential;
    }

    private static String purpose(UUID id, String what) {
        return "google_credentials/" + id + "/" + what;
    }
}
