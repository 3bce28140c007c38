package dev.tenantry.identity.flow;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.identity.error.FlowErrors;
import dev.tenantry.identity.session.ProviderTokens;
import dev.tenantry.identity.session.SignInMethod;
import dev.tenantry.identity.token.KeyVault;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.RandomText;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.MasterSecret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.tenancy.Ids;

/**
 * Sign-ins that end in a code instead of a session: the code travels through browsers and mailboxes, and is worth nothing
 * without the secret that stayed where the sign-in began. In the transactions of the callers.
 */
@Component
public class FlowStates {

    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final List<FlowCompletion> completions;
    private final KeyVault vault;

    FlowStates(RolePool authPool, Clock clock, List<FlowCompletion> completions, MasterSecret secret) {
        this.vault = new KeyVault(secret, "identity/provider-tokens");
        this.jdbc = authPool.jdbc();
        this.clock = clock;
        this.completions = completions;
    }

    /**
     * Who proved to be whom, and how.
     *
     * @param sso the organization's identity provider that vouched for it; null where none did
     */
    public record Redeemed(UUID userId, SignInMethod method, @Nullable ProviderTokens provider, @Nullable UUID sso) {}

    private record Flow(
            UUID id,
            @Nullable UUID userId,
            CodeChallenge challenge,
            SignInMethod method,
            @Nullable Instant issuedAt,
            @Nullable Secret accessToken,
            @Nullable Secret refreshToken,
            @Nullable UUID sso) {}

    /** Begins a flow. @return its id, to be kept with what the flow waits for */
    public UUID start(CodeChallenge challenge, SignInMethod method) {
        return start(challenge, method, null);
    }

    /** The same at an organization's identity provider. */
    public UUID start(CodeChallenge challenge, SignInMethod method, @Nullable UUID sso) {
        var id = Ids.next();
        jdbc.sql("""
                insert into auth.flow_state (id, code_challenge, code_challenge_method, authentication_method, sso_provider_id, created_at)
                values (?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(challenge.challenge())
                .param(challenge.method())
                .param(method.claim())
                .param(sso)
                .param(now())
                .update();
        return id;
    }

    /**
     * The person has proved who it is.
     *
     * @return the code, to be exchanged within five minutes
     * @throws AuthException 404 where the flow has issued its code already, or is over
     */
    public String issueCode(UUID flow, UUID user) {
        return issueCode(flow, user, null);
    }

    /**
     * The same after a visit to an identity provider.
     *
     * @param provider what is to be handed over with the session; encrypted until then
     */
    public String issueCode(UUID flow, UUID user, @Nullable ProviderTokens provider) {
        var code = RandomText.next();
        var issued = jdbc.sql("""
                update auth.flow_state set user_id = ?, auth_code = ?, auth_code_issued_at = ?, provider_access_token = ?, provider_refresh_token = ?
                where id = ? and auth_code is null""")
                .param(user)
                .param(Digests.fingerprint(code))
                .param(now())
                .param(provider == null ? null : seal(flow, provider.accessToken()))
                .param(provider == null ? null : seal(flow, provider.refreshToken()))
                .param(flow)
                .update();
        if (issued != 1) {
            throw FlowErrors.flowStateNotFound();
        }
        return code;
    }

    /**
     * Exchanges a code, once.
     *
     * @throws AuthException 404 where there is no such code, 422 where it has expired, 400 where the verifier is another
     */
    public Redeemed redeem(String code, String verifier) {
        var flow = jdbc.sql("""
                select id, user_id, code_challenge, code_challenge_method, authentication_method, auth_code_issued_at,
                    provider_access_token, provider_refresh_token, sso_provider_id
                from auth.flow_state where auth_code = ? for update""")
                .param(Digests.fingerprint(code))
                .query(FlowStates::read)
                .optional()
                .orElseThrow(FlowErrors::flowStateNotFound);
        if (flow.userId == null || flow.issuedAt == null) {
            throw FlowErrors.flowStateNotFound();
        }
        if (!flow.issuedAt.plus(CODE_LIFE).isAfter(clock.instant())) {
            throw FlowErrors.flowStateExpired();
        }
        if (!flow.challenge.fits(verifier)) {
            throw FlowErrors.badCodeVerifier();
        }
        var user = flow.userId;
        completions.forEach(completion -> completion.onRedeemed(flow.id, user));
        jdbc.sql("delete from auth.flow_state where id = ?").param(flow.id).update();
        return new Redeemed(flow.userId, flow.method, provider(flow), flow.sso);
    }

    private @Nullable ProviderTokens provider(Flow flow) {
        return flow.accessToken == null
                ? null
                : new ProviderTokens(open(flow.id, flow.accessToken),
                        flow.refreshToken == null ? null : open(flow.id, flow.refreshToken));
    }

    private @Nullable String seal(UUID flow, @Nullable Secret token) {
        return token == null
                ? null
                : Base64.getEncoder()
                        .encodeToString(vault.seal(flow.toString(), token.value().getBytes(StandardCharsets.UTF_8)));
    }

    private Secret open(UUID flow, Secret sealed) {
        return new Secret(new String(vault.open(flow.toString(), Base64.getDecoder().decode(sealed.value())),
                StandardCharsets.UTF_8));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Flow read(ResultSet row, int number) throws SQLException {
        return new Flow(row.getObject("id", UUID.class), row.getObject("user_id", UUID.class),
                new CodeChallenge(row.getString("code_challenge"), row.getString("code_challenge_method")),
                SignInMethod.of(row.getString("authentication_method")),
                Rows.instantOrNull(row, "auth_code_issued_at"), Secret.of(row.getString("provider_access_token")),
                Secret.of(row.getString("provider_refresh_token")), row.getObject("sso_provider_id", UUID.class));
    }
}
