package dev.tenantry.integrations.google;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.Confidential;
import dev.tenantry.shared.http.Deferred;
import dev.tenantry.shared.http.EgressClient;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.http.EgressRequest;
import dev.tenantry.shared.http.EgressRequest.Body;
import dev.tenantry.shared.http.EgressUrl;
import dev.tenantry.shared.text.Anonymized;

/** Google's token endpoint (RFC 6749, 7636) and its revocation endpoint (RFC 7009). */
@Component
class GoogleClient {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int SHOWN = 300;
    private static final Set<String> ISSUERS = Set.of("https://accounts.google.com", "accounts.google.com");

    private final EgressClient client;
    private final JsonMapper json;
    private final Clock clock;

    GoogleClient(EgressClient client, JsonMapper json, Clock clock) {
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    /** For the code that a consent came to. */
    GoogleTokenAnswer exchange(GoogleSettings settings, Secret code, String redirectUri, Secret verifier)
            throws GoogleRefusal {
        return token(settings, Map.of("grant_type", "authorization_code", "code", code.value(), "redirect_uri",
                redirectUri, "code_verifier", verifier.value()));
    }

    /** @throws GoogleRefusal of the grant, where the member or Google has ended it */
    GoogleTokenAnswer refresh(GoogleSettings settings, Secret refreshToken) throws GoogleRefusal {
        return token(settings, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.value()));
    }

    /** Ends the consent. @return why it could not be ended; null where it was, or had ended before */
    @Nullable
    String revoke(GoogleSettings settings, Secret token) {
        try {
            var answer = client.ask(request(settings.revocationUrl(), Map.of("token", token.value())));
            return answer.isSuccess() || answer.status() == 400 ? null : "the answer is " + answer.status();
        } catch (IOException | URISyntaxException failure) {
            return String.valueOf(failure.getMessage());
        }
    }

    private GoogleTokenAnswer token(GoogleSettings settings, Map<String, String> grant) throws GoogleRefusal {
        var form = new LinkedHashMap<>(grant);
        form.put("client_id", settings.clientId());
        form.put("client_secret", settings.clientSecret().value());
        try {
            var answer = client.ask(request(settings.tokenUrl(), form));
            var told = read(answer.body());
            if (!answer.isSuccess()) {
                throw refusal(answer.status(), told, Confidential.of(List.copyOf(form.values())),
                        !answer.isWorthAnotherAttempt());
            }
            return read(settings, told);
        } catch (EgressGuard.Refused refused) {
            throw new GoogleRefusal("", refused.reason(), true);
        } catch (Deferred deferred) {
            throw new GoogleRefusal(deferred);
        } catch (IOException | URISyntaxException failure) {
            throw new GoogleRefusal("", "Google does not answer: " + failure.getMessage(), false);
        }
    }

    private static EgressRequest request(String url, Map<String, String> form) throws URISyntaxException {
        return EgressRequest.post(EgressUrl.parse(url), Map.of("Accept", "application/json"), Body.form(form))
                .within(PATIENCE);
    }

    private static GoogleRefusal refusal(int status, JsonNode told, Confidential sent, boolean permanent) {
        var error = told.path("error").asString("");
        var reason = sent.hide(told.path("error_description").asString(error));
        return new GoogleRefusal(error, "Google answers " + status
                + (reason.isEmpty() ? "" : ": " + Anonymized.text(reason, SHOWN)), permanent);
    }

    private GoogleTokenAnswer read(GoogleSettings settings, JsonNode told) throws GoogleRefusal {
        var access = told.path("access_token").asString("");
        if (access.isEmpty()) {
            throw new GoogleRefusal("", "Google's answer has no access token", true);
        }
        var refresh = told.path("refresh_token").asString("");
        var seconds = Math.clamp(told.path("expires_in").asLong(0), SHORTEST.toSeconds(), LONGEST.toSeconds());
        return new GoogleTokenAnswer(new Secret(access), Duration.ofSeconds(seconds),
                refresh.isEmpty() ? null : new Secret(refresh), account(settings, told));
    }

    /** It comes from Google itself, so that its signature tells nothing more (OpenID Connect Core, 3.1.3.7). */
    private @Nullable GoogleAccount account(GoogleSettings settings, JsonNode told) throws GoogleRefusal {
        var parts = told.path("id_token").asString("").split("\\.");
        if (parts.length != 3) {
            return null;
        }
        var claims = claims(parts[1]);
        if (!ISSUERS.contains(claims.path("iss").asString(""))
                || !claims.path("aud").asString("").equals(settings.clientId())
                || claims.path("sub").asString("").isEmpty()
                || claims.path("exp").asLong(0) <= clock.instant().getEpochSecond()) {
            throw new GoogleRefusal("", "Google's ID token is another's, or has expired", true);
        }
        var email = claims.path("email").asString("");
        return new GoogleAccount(claims.path("sub").asString(), email.isEmpty() ? null : email,
                List.of(told.path("scope").asString("").split(" ")));
    }

    private JsonNode claims(String part) throws GoogleRefusal {
        try {
            return json.readTree(Base64.getUrlDecoder().decode(part));
        } catch (JacksonException | IllegalArgumentException _) {
            throw new GoogleRefusal("", "Google's ID token cannot be read", true);
        }
    }

    /** Of what is no JSON, nothing. */
    private JsonNode read(String body) {
        try {
            return json.readTree(body.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            return json.createObjectNode();
        }
    }
}
