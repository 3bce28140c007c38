package dev.tenantry.identity.federation.oidc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.federation.Linker;
import dev.tenantry.identity.federation.SignInProtocol;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Visits to providers that have not come back yet. A state is good once, for ten minutes, in the browser that began. What
 * must not be read by others, the code verifier and the nonce, is nowhere: both follow from the state and the master secret.
 */
@Component
class OidcStates {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final byte[] key;

    OidcStates(RolePool authPool, MasterSecret secret, Clock clock) {
        this.jdbc = authPool.jdbc();
        this.clock = clock;
        this.key = secret.derive("identity/oauth-states");
    }

    /**
     * A request to a provider that waits for its answer.
     *
     * @param flow   that ends in a code
     * @param linker to whose account the identity is to be added
     */
    record OidcRequest(String provider, String redirectTo, @Nullable UUID flow, @Nullable Linker linker)
            implements
                SignInProtocol.Request {}

    /** @param browser what the browser keeps; null where it need not be the same that comes back */
    String start(OidcRequest request, @Nullable String browser) {
        var state = RandomText.next();
        jdbc.sql("""
                insert into auth.oauth_client_states (id, provider_type, state, browser, redirect_to, flow_state_id, linking_user_id,
                    linking_session_id, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(Ids.next())
                .param(request.provider)
                .param(Digests.fingerprint(state))
                .param(browser == null ? null : Digests.fingerprint(browser))
                .param(request.redirectTo)
                .param(request.flow)
                .param(request.linker == null ? null : request.linker.userId())
                .param(request.linker == null ? null : request.linker.sessionId())
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return state;
    }

    /** The request, which nobody else gets any more. Empty where the state is no good, or not this browser's. */
    Optional<OidcRequest> take(String state, @Nullable String browser) {
        return jdbc.sql("""
                delete from auth.oauth_client_states
                where state = ? and linked_identity is null and (browser is null or browser = ?) and created_at > ?
                returning provider_type, redirect_to, flow_state_id, linking_user_id, linking_session_id""")
                .param(Digests.fingerprint(state))
                .param(browser == null ? "" : Digests.fingerprint(browser))
                .param(OffsetDateTime.ofInstant(clock.instant().minus(LIFE), ZoneOffset.UTC))
                .query(OidcStates::read)
                .optional();
    }

    /** What the code that is exchanged is tied to (RFC 7636). */
    String verifier(String state) {
        return derive("verifier", state);
    }

    String challenge(String state) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.sha256(verifier(state)));
    }

    /** What the ID token must repeat. */
    String nonce(String state) {
        return derive("nonce", state);
    }

    private String derive(String purpose, String state) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Digests.hmac(key, purpose + " " + state));
    }

    private static OidcRequest read(ResultSet row, int number) throws SQLException {
        return new OidcRequest(row.getString("provider_type"), row.getString("redirect_to"),
                row.getObject("flow_state_id", UUID.class), Linker.of(row.getObject("linking_user_id", UUID.class),
                        row.getObject("linking_session_id", UUID.class)));
    }
}
