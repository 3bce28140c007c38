package dev.tenantry.integrations.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

import dev.tenantry.audit.AdminRows;
import dev.tenantry.audit.AdminTrail;
import dev.tenantry.integrations.offer.PlatformConnection;
import dev.tenantry.integrations.platform.ApiIntegrationRows.State;
import dev.tenantry.integrations.provider.Provider;
import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.vault.RowSecrets;
import dev.tenantry.shared.vault.WrappedKey;
import dev.tenantry.shared.web.IfMatch;

/** The platform's integrations. Every use of the administrators' role is taken down, in the transaction of the use. */
@Service
class ApiIntegrations extends AdminRows<ApiIntegrationResponse> {

    private static final String RESOURCE = "api-integration";

    private final ApiIntegrationRows rows;
    private final Providers providers;
    private final RowSecrets secrets;
    private final ApiIntegrationCalls calls;
    private final RolePool pool;
    private final AdminTrail trail;

    ApiIntegrations(ApiIntegrationRows rows, Providers providers, RowSecrets secrets, ApiIntegrationCalls calls,
            RolePool adminPool, AdminTrail trail) {
        super(ApiIntegrationRows.QUERY, RESOURCE, adminPool, trail);
        this.rows = rows;
        this.providers = providers;
        this.secrets = secrets;
        this.calls = calls;
        this.pool = adminPool;
        this.trail = trail;
    }

    /** It is nobody's. */
    @Override
    protected Object id(ApiIntegrationResponse integration) {
        return integration.id();
    }

    @Override
    protected @Nullable UUID organization(ApiIntegrationResponse integration) {
        return null;
    }

    ApiIntegrationResponse create(ApiIntegrationRequest request) {
        var stated = Objects.requireNonNullElse(request.credentials(), Map.<String, Secret>of());
        var provider = checked(request, stated);
        var id = Ids.next();
        return pool.inTransaction(() -> {
            var key = secrets.newKey(id);
            rows.insert(id, provider.name(), Caller.current().userId(),
                    state(request, provider, sealed(id, key, stated), key));
            var made = shown(id);
            trail.created(null, RESOURCE, id.toString(), told(made));
            return made;
        });
    }

    ApiIntegrationResponse replace(UUID id, ApiIntegrationRequest request, IfMatch ifMatch) {
        var provider = checked(request, request.credentials());
        return pool.inTransaction(() -> {
            var kept = locked(id, ifMatch);
            var before = told(shown(id));
            if (!provider.name().equals(kept.provider())) {
                throw ProblemException.invalid("providerName", "fixed", "an integration keeps its provider");
            }
            var credentials = request.credentials();
            if (credentials == null && !kept.credentials().isEmpty() && !provider.destination(request.configuration())
                    .equals(provider.destination(kept.configuration()))) {
                throw ProblemException.invalid("credentials", "state-anew",
                        "the configuration leads to another place, which must not be told the present credentials: state them");
            }
            if (!request.isActive() || !request.isOffered()) {
                rows.withdraw(id);
            }
            rows.update(id, state(request, provider,
                    credentials == null ? kept.credentials() : sealed(id, kept.key(), credentials), kept.key()));
            var now = shown(id);
            trail.updated(null, RESOURCE, id.toString(), before, told(now));
            return now;
        });
    }

    void delete(UUID id, IfMatch ifMatch) {
        pool.inTransaction(() -> {
            locked(id, ifMatch);
            var before = told(shown(id));
            rows.withdraw(id);
            rows.delete(id);
            trail.deleted(null, RESOURCE, id.toString(), before);
        });
    }

    /** Asks the other side, in no transaction. */
    ApiIntegrationResponse test(UUID id) {
        var kept = pool.inTransaction(() -> rows.lock(id)).orElseThrow(ProblemException::notFound);
        var error = calls.test(id, kept);
        return pool.inTransaction(() -> {
            rows.pinged(id, kept.version(), error);
            var tested = shown(id);
            trail.changed(null, RESOURCE, id.toString(), "tested", told(tested));
            return tested;
        });
    }

    private ApiIntegrationResponse shown(UUID id) {
        return rows.find(id).orElseThrow(ProblemException::notFound);
    }

    private static Map<String, Object> told(ApiIntegrationResponse shown) {
        return Map.of("providerName", shown.providerName(), "displayName", shown.displayName(), "configuration",
                shown.configuration(), "active", shown.active(), "offered", shown.offered(), "status", shown.status(),
                "credentialNames", List.copyOf(shown.credentialNames()));
    }

    private PlatformConnection locked(UUID id, IfMatch ifMatch) {
        var kept = rows.lock(id).orElseThrow(ProblemException::notFound);
        ifMatch.check(() -> shown(id));
        return kept;
    }

    private Provider checked(ApiIntegrationRequest request, @Nullable Map<String, Secret> stated) {
        var provider = providers.find(request.providerName())
                .orElseThrow(() -> ProblemException.invalid("providerName", "unknown",
                        "there is no such provider, but " + providers.names()));
        if (request.isOffered() && !provider.isOfferable()) {
            throw ProblemException.invalid("offered", "unsuitable",
                    "organizations cannot share an integration by " + provider.name());
        }
        var faults = providers.faults(provider.name(), request.configuration(), stated);
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        if (request.providerType() != null && !provider.types().contains(request.providerType())) {
            throw ProblemException.invalid("providerType", "unsuitable",
                    "an integration by " + provider.name() + " is one of " + provider.types());
        }
        return provider;
    }

    private static State state(ApiIntegrationRequest request, Provider provider, Map<String, String> sealed,
            WrappedKey key) {
        var type = request.providerType() == null ? provider.types().getFirst() : request.providerType();
        return new State(type, request.displayName(), request.description(), request.isActive(),
                request.isOffered(), request.configuration(), sealed, key);
    }

    private Map<String, String> sealed(UUID id, WrappedKey key, Map<String, Secret> credentials) {
        var sealed = new LinkedHashMap<String, String>();
        credentials.forEach((name, secret) -> sealed.put(name, secrets.seal(id, key, name, secret)));
        return sealed;
    }
}
