package dev.tenantry.identity;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.test.authenticator.webauthn.NoneAttestationAuthenticator;
import com.webauthn4j.test.authenticator.webauthn.WebAuthnAuthenticatorAdaptor;
import com.webauthn4j.test.client.ClientPlatform;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Authenticator;
import dev.tenantry.support.Person;
import dev.tenantry.support.Tokens;

import static org.assertj.core.api.Assertions.assertThat;

/** Security keys, with one that is software. */
class WebAuthnTests extends ApiTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ORIGIN = "http://localhost:3000";

    private final NoneAttestationAuthenticator key = new NoneAttestationAuthenticator();

    @Test
    void enrolsAKeyAndUsesIt() {
        var person = people.signUp();
        var factor = enrol(person);

        var creation = Authenticator.challenge(person.api(), factor).expect(200);
        assertThat(creation.at("/webauthn/type")).isEqualTo("create");
        var enrolled = verify(person, factor, creation, created(creation, ORIGIN)).expect(200);
        var again = people.signIn(person.email());
        var request = Authenticator.challenge(again.api(), factor).expect(200);
        assertThat(request.at("/webauthn/type")).isEqualTo("request");
        var used = verify(again, factor, request, used(request, ORIGIN)).expect(200);

        for (var answer : List.of(enrolled, used)) {
            assertThat(Tokens.claims(answer.at("/access_token")).at("/aal").asString()).isEqualTo("aal2");
            assertThat(Tokens.claims(answer.at("/access_token")).at("/amr").toString()).contains("mfa/webauthn");
            assertThat(answer.at("/user/factors/0/factor_type")).isEqualTo("webauthn");
        }
    }

    @Test
    void acceptsAnAnswerOnce() {
        var person = people.signUp();
        var factor = enrol(person);
        var creation = Authenticator.challenge(person.api(), factor).expect(200);
        verify(person, factor, creation, created(creation, ORIGIN)).expect(200);
        var again = people.signIn(person.email());
        var request = Authenticator.challenge(again.api(), factor).expect(200);
        var answer = used(request, ORIGIN);
        verify(again, factor, request, answer).expect(200);

        assertThat(verify(again, factor, request, answer).expect(422).at("/error_code"))
                .isEqualTo("mfa_challenge_expired");
        var other = Authenticator.challenge(again.api(), factor).expect(200);
        assertThat(verify(again, factor, other, answer).expect(422).at("/error_code"))
                .isEqualTo("mfa_verification_failed");
    }

    @Test
    void refusesAnswersFromOtherOrigins() {
        var person = people.signUp();
        var factor = enrol(person);
        var creation = Authenticator.challenge(person.api(), factor).expect(200);

        assertThat(verify(person, factor, creation, created(creation, "http://localhost:6666")).expect(422)
                .at("/error_code")).isEqualTo("mfa_verification_failed");
    }

    @Test
    void refusesAnswersThatItCannotRead() {
        var person = people.signUp();
        var factor = enrol(person);
        var creation = Authenticator.challenge(person.api(), factor).expect(200);
        var good = created(creation, ORIGIN);
        var bad = new ArrayList<Map<String, Object>>(List.of(Map.of(), Map.of("id", "x", "rawId", 3)));
        for (var part : List.of("clientDataJSON", "attestationObject")) {
            var broken = new HashMap<>(good);
            var response = new HashMap<>((Map<?, ?>) good.get("response"));
            @SuppressWarnings("unchecked")
            var parts = (Map<String, Object>) (Map<?, ?>) response;
            parts.put(part, "AAAA");
            broken.put("response", parts);
            bad.add(broken);
        }

        for (var response : bad) {
            var answer = verify(person, factor, Authenticator.challenge(person.api(), factor).expect(200), response);
            assertThat(answer.status()).as(answer.text()).isIn(400, 422);
        }
    }

    private String enrol(Person person) {
        return person.api().post("/auth/v1/factors", """
                {"factor_type": "webauthn", "friendly_name": "key"}""").expect(200).id();
    }

    private static Answer verify(Person person, String factor, Answer challenge, Map<String, Object> credential) {
        return person.api()
                .post("/auth/v1/factors/" + factor + "/verify", JSON.writeValueAsString(
                        Map.of("challenge_id", challenge.id(), "webauthn",
                                Map.of("type", challenge.at("/webauthn/type"),
                                        "credential_response", credential, "rpId", "localhost", "rpOrigins",
                                        List.of(ORIGIN)))));
    }

    /** What a browser at this origin makes of the options. */
    private Map<String, Object> created(Answer challenge, String origin) {
        var options = challenge.json().at("/webauthn/credential_options/publicKey");
        var user = new PublicKeyCredentialUserEntity(bytes(options.at("/user/id")),
                options.at("/user/name").asString(), options.at("/user/displayName").asString());
        var made = browser(origin).create(new PublicKeyCredentialCreationOptions(
                new PublicKeyCredentialRpEntity(options.at("/rp/id").asString(), options.at("/rp/name").asString()),
                user, new DefaultChallenge(bytes(options.at("/challenge"))),
                List.of(new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY,
                        COSEAlgorithmIdentifier.create(options.at("/pubKeyCredParams/0/alg").asLong()))),
                60_000L, List.of(), new AuthenticatorSelectionCriteria(null, false,
                        UserVerificationRequirement.PREFERRED),
                null, null));
        var response = Objects.requireNonNull(made.getResponse());
        return Map.of("id", made.getId(), "rawId", made.getId(), "type", "public-key", "clientExtensionResults",
                Map.of(), "response", Map.of("clientDataJSON", text(response.getClientDataJSON()),
                        "attestationObject", text(response.getAttestationObject())));
    }

    private Map<String, Object> used(Answer challenge, String origin) {
        var options = challenge.json().at("/webauthn/credential_options/publicKey");
        var allowed = new PublicKeyCredentialDescriptor(PublicKeyCredentialType.PUBLIC_KEY,
                bytes(options.at("/allowCredentials/0/id")), null);
        var made = browser(origin).get(new PublicKeyCredentialRequestOptions(
                new DefaultChallenge(bytes(options.at("/challenge"))), 60_000L, options.at("/rpId").asString(),
                List.of(allowed), UserVerificationRequirement.PREFERRED, null));
        var response = Objects.requireNonNull(made.getResponse());
        return Map.of("id", made.getId(), "rawId", made.getId(), "type", "public-key", "clientExtensionResults",
                Map.of(), "response", Map.of("clientDataJSON", text(response.getClientDataJSON()),
                        "authenticatorData", text(response.getAuthenticatorData()), "signature",
                        text(response.getSignature())));
    }

    private ClientPlatform browser(String origin) {
        return new ClientPlatform(new Origin(origin), new WebAuthnAuthenticatorAdaptor(key));
    }

    private static byte[] bytes(JsonNode node) {
        return Base64.getUrlDecoder().decode(node.asString());
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
