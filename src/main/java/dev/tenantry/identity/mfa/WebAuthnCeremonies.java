package dev.tenantry.identity.mfa;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.FactorErrors;

/**
 * The two ceremonies of Web Authentication, for keys that are a second factor: presence is asked for, whether the
 * authenticator knows its user besides is left to it. Attestation is not asked for: any make is good.
 */
@Component
@EnableConfigurationProperties(WebAuthnSettings.class)
class WebAuthnCeremonies {

    private static final int CHALLENGE_BYTES = 32;
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KEY_TYPE = "public-key";
    private static final List<COSEAlgorithmIdentifier> ALGORITHMS = List.of(COSEAlgorithmIdentifier.ES256,
            COSEAlgorithmIdentifier.RS256, COSEAlgorithmIdentifier.EdDSA);

    private final WebAuthnSettings settings;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter attested = new AttestedCredentialDataConverter(converter);

    WebAuthnCeremonies(WebAuthnSettings settings) {
        this.settings = settings;
    }

    /** What is to be signed: random, in base64url. */
    static String newChallenge() {
        var challenge = new byte[CHALLENGE_BYTES];
        RANDOM.nextBytes(challenge);
        return text(challenge);
    }

    /** The argument of {@code navigator.credentials.create()} as JSON. */
    Map<String, Object> creation(UUID user, String name, String challenge, List<WebAuthnCredential> others) {
        var options = new LinkedHashMap<String, Object>();
        options.put("rp", Map.of("id", settings.rpId(), "name", settings.rpName()));
        options.put("user", Map.of("id", text(user.toString().getBytes(StandardCharsets.US_ASCII)), "name", name,
                "displayName", name));
        options.put("challenge", challenge);
        options.put("pubKeyCredParams", ALGORITHMS.stream()
                .map(algorithm -> Map.of("type", KEY_TYPE, "alg", algorithm.getValue()))
                .toList());
        options.put("timeout", TIMEOUT.toMillis());
        options.put("excludeCredentials", descriptors(others));
        options.put("authenticatorSelection",
                Map.of("residentKey", "discouraged", "requireResidentKey", false, "userVerification", "preferred"));
        options.put("attestation", "none");
        return Map.of("publicKey", options);
    }

    /** The argument of {@code navigator.credentials.get()} as JSON. */
    Map<String, Object> request(String challenge, WebAuthnCredential credential) {
        return Map.of("publicKey", Map.of("challenge", challenge, "timeout", TIMEOUT.toMillis(), "rpId",
                settings.rpId(), "allowCredentials", descriptors(List.of(credential)), "userVerification",
                "preferred"));
    }

    /** @throws AuthException 400 where the response cannot be read, 422 where it proves nothing */
    WebAuthnCredential register(String response, String challenge) {
        var parameters = new RegistrationParameters(server(challenge),
                ALGORITHMS.stream()
                        .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY,
                                algorithm))
                        .toList(),
                false, true);
        return credential(verified(
                () -> manager.verify(parsed(() -> manager.parseRegistrationResponseJSON(response)), parameters)));
    }

    /**
     * @return the credential as it is after this use
     * @throws AuthException 400 where the response cannot be read, 422 where it proves nothing
     */
    WebAuthnCredential authenticate(String response, String challenge, WebAuthnCredential credential) {
        var key = attested.convert(bytes(credential.attested()));
        var transports = credential.transports()
                .stream()
                .map(AuthenticatorTransport::create)
                .collect(Collectors.toSet());
        var known = new CredentialRecordImpl(null, credential.uvInitialized(), credential.backupEligible(),
                credential.backupState(), credential.counter(), key, null, null, null, transports);
        var parameters = new AuthenticationParameters(server(challenge), known, List.of(bytes(credential.id())), false,
                true);
        var data = verified(
                () -> manager.verify(parsed(() -> manager.parseAuthenticationResponseJSON(response)), parameters))
                .getAuthenticatorData();
        if (data == null) {
            throw FactorErrors.verificationFailed("the credential proves nothing");
        }
        return credential.used(data.getSignCount(), data.isFlagUV(), data.isFlagBS());
    }

    private WebAuthnCredential credential(RegistrationData data) {
        var object = data.getAttestationObject();
        var authenticator = object == null ? null : object.getAuthenticatorData();
        var key = authenticator == null ? null : authenticator.getAttestedCredentialData();
        if (authenticator == null || key == null) {
            throw FactorErrors.verificationFailed("the credential has no public key");
        }
        var transports = data.getTransports() == null
                ? Set.<String>of()
                : data.getTransports().stream().map(AuthenticatorTransport::getValue).collect(Collectors.toSet());
        return new WebAuthnCredential(text(key.getCredentialId()), text(attested.convert(key)),
                authenticator.getSignCount(), authenticator.isFlagUV(), authenticator.isFlagBE(),
                authenticator.isFlagBS(), transports, key.getAaguid().getValue());
    }

    /** The library trusts that everything is there, and fails in many ways where it is not. */
    private static <T> T parsed(Supplier<T> parsing) {
        try {
            return parsing.get();
        } catch (RuntimeException _) {
            throw AuthException.malformed("Invalid credential_response");
        }
    }

    private static <T> T verified(Supplier<T> verification) {
        try {
            return verification.get();
        } catch (WebAuthnException _) {
            throw FactorErrors.verificationFailed("The credential does not answer the challenge");
        }
    }

    private ServerProperty server(String challenge) {
        return ServerProperty.builder()
                .origins(settings.origins().stream().map(Origin::create).collect(Collectors.toSet()))
                .rpId(settings.rpId())
                .challenge(new DefaultChallenge(bytes(challenge)))
                .build();
    }

    private static List<Map<String, Object>> descriptors(List<WebAuthnCredential> credentials) {
        return credentials.stream()
                .map(credential -> Map.<String, Object>of("type", KEY_TYPE, "id", credential.id(), "transports",
                        List.copyOf(credential.transports())))
                .toList();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
