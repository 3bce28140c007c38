package dev.tenantry.identity.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Visits to providers that have not come back yet. A state is good once, for ten minutes, in the browser that began. What
 * must not be read by others, the code verifier and the nonce, is nowhere: both follow from the state and the master secret.
 */
@Component
class OauthStates {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int STATE_BYTES = 32;
    private static final String ALGORITHM = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();
    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecretKeySpec key;

    OauthStates(RolePool authPool, MasterSecret secret, Clock clock) {
        this.jdbc = authPool.jdbc();
        this.clock = clock;
        this.key = new SecretKeySpec(secret.derive("identity/oauth-states"), ALGORITHM);
    }

    /**
     * Where a visit goes and for what.
     *
     * @param flow        that ends in a code
     * @param linkingUser whose account the identity is to be added to
     */
    record Visit(String provider, String redirectTo, @Nullable UUID flow, @Nullable UUID linkingUser) {}

    /** @param browser what the browser keeps; null where it need not be the same that comes back */
    String start(Visit visit, @Nullable String browser) {
        var bytes = new byte[STATE_BYTES];
        random.nextBytes(bytes);
        var state = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("""
                insert into auth.oauth_client_states (id, provider_type, state, browser, redirect_to, flow_state_id, linking_user_id, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(Ids.next())
                .param(visit.provider)
                .param(fingerprint(state))
                .param(browser == null ? null : fingerprint(browser))
                .param(visit.redirectTo)
                .param(visit.flow)
                .param(visit.linkingUser)
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return state;
    }

    /** The visit, which nobody else gets any more. Empty where the state is no good, or not this browser's. */
    Optional<Visit> take(String state, @Nullable String browser) {
        return jdbc.sql("""
                delete from auth.oauth_client_states
                where state = ? and linked_identity is null and (browser is null or browser = ?) and created_at > ?
                returning provider_type, redirect_to, flow_state_id, linking_user_id""")
                .param(fingerprint(state))
                .param(browser == null ? "" : fingerprint(browser))
                .param(OffsetDateTime.ofInstant(clock.instant().minus(LIFE), ZoneOffset.UTC))
                .query(OauthStates::read)
                .optional();
    }

    /** What the code that is exchanged is tied to (RFC 7636). */
    String verifier(String state) {
        return derive("verifier", state);
    }

    String challenge(String state) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(verifier(state)));
    }

    /** What the ID token must repeat. */
    String nonce(String state) {
        return derive("nonce", state);
    }

    private String derive(String purpose, String state) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((purpose + " " + state).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String fingerprint(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Visit read(ResultSet row, int number) throws SQLException {
        return new Visit(row.getString("provider_type"), row.getString("redirect_to"),
                row.getObject("flow_state_id", UUID.class), row.getObject("linking_user_id", UUID.class));
    }
}
