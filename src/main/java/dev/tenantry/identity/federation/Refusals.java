package dev.tenantry.identity.federation;

import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.identity.error.AuthException;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.limit.Source;
import dev.tenantry.shared.text.Texts;
import dev.tenantry.shared.web.RequestJson;

/**
 * Where every refused sign-in through another provider passes: one line in the log, and one entry in the audit log of those
 * who can do something about it, the super admins: each in that of the own first organization.
 */
@Component
class Refusals {

    /** Characters of what a provider, or somebody in its name, says. */
    private static final int MAX_DETAIL = 200;
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

    /** @param told by whoever, and so of any length */
    private void record(String provider, RefusalReason reason, String told) {
        var detail = Texts.shown(told, MAX_DETAIL).replaceAll("\\p{C}", " ");
        log.warn("a sign-in through {} was refused: {} ({})", provider, reason.code(), detail);
        var source = Source.currentOrNull();
        if (source != null && !limits.take(Limit.REFUSALS_PER_SOURCE, source).isZero()) {
            return;
        }
        pool.jdbc()
                .sql("select app.record_refused_sign_in(?, ?::jsonb, ?, ?::jsonb)")
                .param(provider)
                .param(json.writeValueAsString(
                        Map.of("provider", provider, "reason", reason.code(), "detail", detail)))
                .param(reason.advice())
                .param(request.current())
                .query((_, _) -> true)
                .single();
    }
}
