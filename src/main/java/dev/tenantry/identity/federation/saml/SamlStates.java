package dev.tenantry.identity.federation.saml;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.federation.SignInProtocol;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.database.Rows;

/** Requests to identity providers that have not been answered yet. Each is answered once, within ten minutes. */
@Component
class SamlStates {

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    SamlStates(RolePool authPool, Clock clock) {
        this.jdbc = authPool.jdbc();
        this.clock = clock;
    }

    /**
     * A request that waits.
     *
     * @param flow that ends in a code
     */
    record SamlRequest(
            UUID id,
            UUID providerId,
            String requestId,
            String redirectTo,
            @Nullable UUID flow,
            Instant createdAt) implements SignInProtocol.Request {

        @Override
        public String provider() {
            return SamlProvider.identityProvider(providerId);
        }
    }

    /** @return what the provider sends back along with its answer; nobody can guess it */
    UUID start(UUID provider, String requestId, String redirectTo, @Nullable UUID flow) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into auth.saml_relay_states (id, sso_provider_id, request_id, redirect_to, flow_state_id, created_at)
                values (?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(provider)
                .param(requestId)
                .param(redirectTo)
                .param(flow)
                .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return id;
    }

    Optional<SamlRequest> find(UUID id) {
        return jdbc.sql("""
                select id, sso_provider_id, request_id, redirect_to, flow_state_id, created_at
                from auth.saml_relay_states where id = ?""").param(id).query(SamlStates::read).optional();
    }

    boolean isOver(SamlRequest request) {
        return !request.createdAt.plus(LIFE).isAfter(clock.instant());
    }

    /** Whether it was still there, which is true once. */
    boolean take(UUID id) {
        return jdbc.sql("delete from auth.saml_relay_states where id = ?").param(id).update() == 1;
    }

    private static SamlRequest read(ResultSet row, int number) throws SQLException {
        return new SamlRequest(row.getObject("id", UUID.class), row.getObject("sso_provider_id", UUID.class),
                row.getString("request_id"), row.getString("redirect_to"),
                row.getObject("flow_state_id", UUID.class),
                Rows.instant(row, "created_at"));
    }
}
