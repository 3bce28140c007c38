package dev.tenantry.identity.mfa;

import java.time.Clock;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.FactorErrors;
import dev.tenantry.identity.link.onetime.TypedCode;

/** Tells right answers to challenges from wrong ones. Outside of transactions: some of it is arithmetic with large numbers. */
@Component
class Proofs {

    private final FactorSecrets secrets;
    private final WebAuthnCeremonies ceremonies;
    private final JsonMapper json;
    private final Clock clock;

    Proofs(FactorSecrets secrets, WebAuthnCeremonies ceremonies, JsonMapper json, Clock clock) {
        this.secrets = secrets;
        this.ceremonies = ceremonies;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What an answer has proved.
     *
     * @param step       the period of the code
     * @param credential what has become of the credential
     */
    record Proof(@Nullable Long step, @Nullable WebAuthnCredential credential) {}

    /** @throws AuthException 400 where the answer is no answer to such a factor */
    void checkForm(Factor factor, FactorVerificationRequest request) {
        if (factor.type() != FactorType.WEBAUTHN) {
            if (request.code() == null || request.code().isBlank()) {
                throw AuthException.malformed("Code needs to be non-empty");
            }
            return;
        }
        var ceremony = request.webauthn();
        if (ceremony == null) {
            throw AuthException.malformed("WebAuthn config required");
        }
        if (ceremony.credentialResponse() == null) {
            throw AuthException.malformed("credential_response required");
        }
        var expected = factor.isVerified() ? "request" : "create";
        if (!expected.equals(ceremony.type())) {
            throw AuthException.malformed("WebAuthn type must be " + expected + " for this factor");
        }
    }

    /** @throws AuthException 422 where the answer is wrong */
    Proof evaluate(Factor factor, Challenge challenge, FactorVerificationRequest request) {
        return switch (factor.type()) {
            case TOTP -> totp(factor, code(request));
            case PHONE -> phone(challenge, code(request));
            case WEBAUTHN -> new Proof(null, credential(factor, challenge, request));
        };
    }

    private Proof totp(Factor factor, String code) {
        var secret = secrets.open(factor.id(), Objects.requireNonNull(factor.secret()).value());
        var step = Totp.match(secret, code, clock.instant(), factor.lastUsedStep());
        if (step.isEmpty()) {
            throw FactorErrors.verificationFailed("Invalid TOTP code entered");
        }
        return new Proof(step.getAsLong(), null);
    }

    private Proof phone(Challenge challenge, String code) {
        if (challenge.sentCode() == null
                || !secrets.isMac(challenge.id().toString(), code, challenge.sentCode().value())) {
            throw FactorErrors.verificationFailed("Invalid MFA Phone code entered");
        }
        return new Proof(null, null);
    }

    private WebAuthnCredential credential(Factor factor, Challenge challenge, FactorVerificationRequest request) {
        var response = json.writeValueAsString(
                request.webauthn() == null ? Map.of() : request.webauthn().credentialResponse());
        var toBeSigned = Objects.requireNonNull(challenge.toBeSigned());
        return factor.isVerified() && factor.credential() != null
                ? ceremonies.authenticate(response, toBeSigned, factor.credential())
                : ceremonies.register(response, toBeSigned);
    }

    private static String code(FactorVerificationRequest request) {
        return request.code() == null ? "" : TypedCode.normal(request.code().value());
    }
}
