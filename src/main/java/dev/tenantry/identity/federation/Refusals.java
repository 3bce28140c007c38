package dev.tenantry.identity.federation;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.limit.Source;
import dev.tenantry.shared.web.RequestJson;

/**
 * Where every refused sign-in through another provider passes: one line in the log, and one entry in the audit log of those
 * who can do something about it. These are the organizations that demand the provider; where none does, the super admins,
 * each in the log of the own first organization.
 */
@Component
class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final RolePool pool;
    private final Limits limits;
    private final RequestJson request;
    private final JsonMapper json;

    Refusals(RolePool authPool, Limits limits, RequestJson request, JsonMapper json) {
        this.pool = authPool;
        this.limits = limits;
        this.request = request;
        this.json = json;
    }

    /**
     * Outside of the transaction that failed.
     *
     * @param provider {@code keycloak}, or {@code sso:} and the id of an organization's provider
     * @return what the person is told
     */
    AuthException refuse(String provider, RuntimeException failure) {
        if (failure instanceof ProviderFault fault) {
            record(provider, fault.reason(), fault.detail());
            return fault.told(provider);
        }
        if (failure instanceof AuthException refused) {
            record(provider, RefusalReason.of(refused), refused.code());
            return refused;
        }
        throw failure;
    }

    private void record(String provider, RefusalReason reason, String detail) {
        log.warn("a sign-in through {} was refused: {} ({})", provider, reason.code(), detail);
        var source = Source.currentOrNull();
        if (source != null && !limits.take(Limit.REFUSALS_PER_SOURCE, source).isZero()) {
            return;
        }
        pool.jdbc()
                .sql("select app.record_refused_sign_in(?, ?, ?::jsonb, ?, ?::jsonb)")
                .param(provider)
                .param(organizations(provider))
                .param(json.writeValueAsString(
                        Map.of("provider", provider, "reason", reason.code(), "detail", detail)))
                .param(reason.advice())
                .param(request.current())
                .query((_, _) -> true)
                .single();
    }

    /** Null where the operator configured it. */
    private static @Nullable UUID organizations(String provider) {
        return provider.startsWith(ExternalProfile.SSO)
                ? UUID.fromString(provider.substring(ExternalProfile.SSO.length()))
                : null;
    }
}
