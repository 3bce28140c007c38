package dev.tenantry.identity.federation.oidc;

import java.security.PublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.InvalidClaimException;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.PrematureJwtException;
import io.jsonwebtoken.security.SecurityException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.federation.ProviderFault;
import dev.tenantry.identity.federation.RefusalReason;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.problem.Redacted;

/**
 * Verifies ID tokens (OpenID Connect Core 1.0, 3.1.3.7): signed by the provider with RS256 or ES256, the algorithm bound to
 * the kind of key; issued by it, for us, and still good.
 */
@Component
class IdTokens {

    private static final int MAX_LENGTH = 24_000;
    private static final int SKEW_SECONDS = 60;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ProviderKeys keys;
    private final Clock clock;

    IdTokens(ProviderKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** @throws ProviderFault that says, without repeating anything of it, why the token is refused */
    Claims verify(OidcProvider provider, String token) {
        if (token.length() > MAX_LENGTH || token.split("\\.", -1).length != 3) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_MALFORMED, "this is not an ID token");
        }
        var header = header(token);
        var claims = parse(provider, token, key(provider, header));
        if (claims.getExpiration() == null || claims.getIssuedAt() == null || claims.getSubject() == null
                || claims.getSubject().isBlank()) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_CLAIMS, "a claim is missing");
        }
        if (claims.getIssuedAt().toInstant().isAfter(clock.instant().plusSeconds(SKEW_SECONDS))) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_TIME, "it was issued in the future");
        }
        checkAudience(provider, claims);
        return claims;
    }

    /** Whether the token names this access token, where it names one. */
    static boolean belongsTo(Claims claims, String accessToken) {
        var named = claims.get("at_hash");
        var digest = Digests.sha256(accessToken);
        return named == null || Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(digest, digest.length / 2))
                .equals(named);
    }

    private PublicKey key(OidcProvider provider, Map<String, Object> header) {
        if (provider.keys() == null || !(header.get("alg") instanceof String algorithm) || header.containsKey("crit")) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_KEY, "its header is not acceptable");
        }
        var id = header.get("kid");
        if (id != null && !(id instanceof String)) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_KEY, "its header is not acceptable");
        }
        var key = keys.find(provider.keys(), (String) id, algorithm);
        if (key == null) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_KEY, "it is not signed with a key of the provider");
        }
        return key;
    }

    private Claims parse(OidcProvider provider, String token, PublicKey key) {
        try {
            return Jwts.parser()
                    .sig()
                    .clear()
                    .add(Jwts.SIG.RS256)
                    .add(Jwts.SIG.ES256)
                    .and()
                    .verifyWith(key)
                    .requireIssuer(String.valueOf(provider.issuer()))
                    .clock(() -> Date.from(clock.instant()))
                    .clockSkewSeconds(SKEW_SECONDS)
                    .build()
                    .parseSignedClaims(token)
                    .getPayload();
        } catch (JwtException | IllegalArgumentException refused) {
            throw ProviderFault.badIdToken(check(refused), "not accepted: " + Redacted.line(refused));
        }
    }

    /** Which check it was that the token failed. */
    private static RefusalReason check(RuntimeException refused) {
        return switch (refused) {
            case ExpiredJwtException _,PrematureJwtException _ -> RefusalReason.ID_TOKEN_TIME;
            case InvalidClaimException _ -> RefusalReason.ID_TOKEN_ISSUER;
            case SecurityException _ -> RefusalReason.ID_TOKEN_SIGNATURE;
            default -> RefusalReason.ID_TOKEN_MALFORMED;
        };
    }

    private static void checkAudience(OidcProvider provider, Claims claims) {
        var audience = claims.getAudience();
        if (audience == null || audience.stream().noneMatch(provider.audiences()::contains)) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_AUDIENCE, "it is for another audience");
        }
        var party = claims.get("azp");
        if (party == null ? audience.size() > 1 : !provider.audiences().contains(party)) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_AUDIENCE, "it was issued to another party");
        }
    }

    private static Map<String, Object> header(String token) {
        try {
            return JSON.readValue(Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
                    new TypeReference<Map<String, Object>>() {
                    });
        } catch (JacksonException | IllegalArgumentException _) {
            throw ProviderFault.badIdToken(RefusalReason.ID_TOKEN_MALFORMED, "its header cannot be read");
        }
    }
}
