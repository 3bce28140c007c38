package dev.tenantry.identity.token;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.jsonwebtoken.Claims;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.account.IdentitySettings;
import dev.tenantry.shared.crypto.Secret;

/** Issues and verifies access tokens: JWTs signed with ES256, as strict in reading as in writing. */
@Component
public class AccessTokens {

    private static final String AUDIENCE = "authenticated";
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final int MAX_LENGTH = 24_000;
    private static final long CACHED_CHARACTERS = 24_000_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final SigningKeys keys;
    private final IdentitySettings settings;
    private final Clock clock;
    /** A signature costs hundreds of microseconds to verify; a token is verified once, and not where it was signed. */
    private final Cache<String, AccessToken> verified = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((String token, AccessToken _) -> token.length())
            .build();

    AccessTokens(SigningKeys keys, IdentitySettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** An access token and when it expires. */
    public record Issued(Secret token, Instant expiresAt) {}

    /** What a token says that is issued now. */
    public Map<String, Object> claims(TokenClaims subject) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = now.plus(settings.tokenLife());
        var claims = new LinkedHashMap<String, Object>();
        var impersonation = subject.impersonation();
        if (impersonation != null) {
            claims.put("act", Map.of(Claims.SUBJECT, impersonation.impersonatorId().toString()));
            expiresAt = expiresAt.isBefore(impersonation.until()) ? expiresAt : impersonation.until();
        }
        claims.put(Claims.ISSUER, settings.issuer());
        claims.put(Claims.SUBJECT, subject.userId().toString());
        claims.put(Claims.AUDIENCE, AUDIENCE);
        claims.put(Claims.EXPIRATION, expiresAt.getEpochSecond());
        claims.put(Claims.ISSUED_AT, now.getEpochSecond());
        claims.put("email", orEmpty(subject.email()));
        claims.put("phone", orEmpty(subject.phone()));
        claims.put("role", AUDIENCE);
        claims.put("aal", subject.aal());
        claims.put("amr", subject.amr());
        claims.put("session_id", subject.sessionId().toString());
        claims.put("org_id", subject.organizationId().toString());
        claims.put("org_role", subject.organizationRole());
        claims.put("app_metadata", subject.appMetadata());
        claims.put("user_metadata", subject.userMetadata());
        claims.put("is_anonymous", subject.isAnonymous());
        return claims;
    }

    /** Signs claims that were made by {@link #claims}. */
    public Issued issue(Map<String, Object> claims) {
        var key = keys.current();
        var token = Jwts.builder().header().type("JWT").keyId(key.id()).and();
        claims.forEach(token::claim);
        var signed = token.signWith(key.privateKey(), Jwts.SIG.ES256).compact();
        var expiresAt = Instant.ofEpochSecond(((Number) required(claims.get(Claims.EXPIRATION))).longValue());
        if (signed.length() <= MAX_LENGTH) {
            verified.put(signed, said(claims, expiresAt));
        }
        return new Issued(new Secret(signed), expiresAt);
    }

    /** What the token says; null where it is not one of ours, or has expired. */
    public @Nullable AccessToken verify(String token) {
        var known = verified.getIfPresent(token);
        if (known == null) {
            known = read(token);
            if (known == null) {
                return null;
            }
            verified.put(token, known);
        }
        if (known.expiresAt().isAfter(clock.instant())) {
            return known;
        }
        verified.invalidate(token);
        return null;
    }

    private @Nullable AccessToken read(String token) {
        if (token.length() > MAX_LENGTH) {
            return null;
        }
        var parts = token.split("\\.", -1);
        if (parts.length != 3 || !isCanonical(parts[2])) {
            return null;
        }
        var key = key(parts[0]);
        return key == null ? null : read(token, key);
    }

    private @Nullable AccessToken read(String token, SigningKey key) {
        try {
            var claims = Jwts.parser()
                    .sig()
                    .clear()
                    .add(Jwts.SIG.ES256)
                    .and()
                    .verifyWith(key.publicKey())
                    .requireIssuer(settings.issuer())
                    .requireAudience(AUDIENCE)
                    .require("role", AUDIENCE)
                    .clock(() -> Date.from(clock.instant()))
                    .build()
                    .parseSignedClaims(token)
                    .getPayload();
            return said(claims, required(claims.getExpiration()).toInstant());
        } catch (JwtException | IllegalArgumentException _) {
            return null;
        }
    }

    private static AccessToken said(Map<String, Object> claims, Instant expiresAt) {
        return new AccessToken(id(claims, Claims.SUBJECT), id(claims, "org_id"), id(claims, "session_id"),
                text(claims, "aal"), expiresAt);
    }

    /** The key that the header names, where the header is of exactly the form that we write. */
    private @Nullable SigningKey key(String header) {
        Map<String, Object> parameters;
        try {
            parameters = JSON.readValue(Base64.getUrlDecoder().decode(header), new TypeReference<>() {
            });
        } catch (JacksonException | IllegalArgumentException _) {
            return null;
        }
        if (parameters == null || !parameters.keySet().equals(HEADER) || !"ES256".equals(parameters.get("alg"))
                || !"JWT".equals(parameters.get("typ"))) {
            return null;
        }
        return parameters.get("kid") instanceof String id ? keys.find(id) : null;
    }

    /** One spelling a signature: 64 bytes, no padding, no stray bits. */
    private static boolean isCanonical(String signature) {
        try {
            var bytes = Base64.getUrlDecoder().decode(signature);
            return bytes.length == 64
                    && Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static UUID id(Map<String, Object> claims, String name) {
        return UUID.fromString(text(claims, name));
    }

    private static String text(Map<String, Object> claims, String name) {
        if (claims.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the claim " + name + " is no text");
    }

    private static <T> T required(@Nullable T claim) {
        if (claim == null) {
            throw new IllegalArgumentException("a claim is missing");
        }
        return claim;
    }
}
