package dev.tenantry.identity.mfa;

import java.time.Clock;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

import dev.tenantry.identity.account.PhoneNumber;
import dev.tenantry.identity.error.AuthEndpoint;
import dev.tenantry.identity.session.SessionResponse;
import dev.tenantry.shared.access.AnyAddress;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.access.ChangesCredentials;
import dev.tenantry.shared.access.NotImpersonated;
import dev.tenantry.shared.access.SignedIn;
import dev.tenantry.shared.access.Unmetered;

/** The caller's second factors. */
@AuthEndpoint
@RequestMapping("/auth/v1/factors")
@Unmetered
class FactorController {

    private final Enrolment enrolment;
    private final Challenges challenges;
    private final FactorVerification verification;
    private final Unenrolment unenrolment;
    private final Clock clock;

    FactorController(Enrolment enrolment, Challenges challenges, FactorVerification verification,
            Unenrolment unenrolment, Clock clock) {
        this.enrolment = enrolment;
        this.challenges = challenges;
        this.verification = verification;
        this.unenrolment = unenrolment;
        this.clock = clock;
    }

    @PostMapping
    @SignedIn
    @AnyAddress
    @NotImpersonated
    @ChangesCredentials
    ResponseEntity<EnrolResponse> enrol(@RequestBody EnrolRequest request) {
        return secret(enrolment.enrol(Caller.current(), request));
    }

    @PostMapping("/{factorId}/challenge")
    @SignedIn
    @AnyAddress
    @NotImpersonated
    ResponseEntity<ChallengeResponse> challenge(@PathVariable UUID factorId,
            @RequestBody(required = false) @Nullable ChallengeRequest request) {
        PhoneNumber.checkChannel(request == null ? null : request.channel());
        return secret(challenges.challenge(Caller.current(), factorId));
    }

    @PostMapping("/{factorId}/verify")
    @SignedIn
    @AnyAddress
    @NotImpersonated
    ResponseEntity<SessionResponse> verify(@PathVariable UUID factorId,
            @RequestBody FactorVerificationRequest request) {
        return secret(SessionResponse.of(verification.verify(Caller.current(), factorId, request), clock));
    }

    @DeleteMapping("/{factorId}")
    @SignedIn
    @AnyAddress
    @NotImpersonated
    @ChangesCredentials
    RemovalResponse remove(@PathVariable UUID factorId) {
        unenrolment.remove(Caller.current(), factorId);
        return new RemovalResponse(factorId);
    }

    private static <T> ResponseEntity<T> secret(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** What clients send besides says nothing that the factor does not say itself. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ChallengeRequest(@Nullable String channel) {}

    record RemovalResponse(UUID id) {}
}
