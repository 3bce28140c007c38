package dev.tenantry.integrations.connection;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.connection.IntegrationStore.Known;
import dev.tenantry.integrations.connection.IntegrationStore.Loaded;
import dev.tenantry.integrations.offer.IntegrationOffers;
import dev.tenantry.integrations.provider.Connection;
import dev.tenantry.integrations.provider.Provider;
import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.shared.http.Circuits;
import dev.tenantry.shared.http.Deferred;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.Redacted;

/** Asks the other side: outside of transactions, not where it keeps failing, and every call is taken down. */
@Component
class IntegrationCalls implements Integrations {

    private static final String MISSING = "there is no such integration, or no more";
    private static final String NOT_CONNECTED = "the integration is not connected";

    private static final Logger log = LoggerFactory.getLogger(IntegrationCalls.class);

    private final IntegrationStore store;
    private final IntegrationOffers offers;
    private final Providers providers;
    private final Circuits circuits;
    private final PlatformAllowance allowance;
    private final Clock clock;

    IntegrationCalls(IntegrationStore store, IntegrationOffers offers, Providers providers, Circuits circuits,
            PlatformAllowance allowance, Clock clock) {
        this.store = store;
        this.offers = offers;
        this.providers = providers;
        this.circuits = circuits;
        this.allowance = allowance;
        this.clock = clock;
    }

    @Override
    public Optional<UUID> findFor(Class<? extends Operation> operation) {
        return store.find(providers.doing(operation));
    }

    @Override
    public boolean exists(UUID integration, Class<? extends Operation> operation) {
        return store.exists(integration, providers.doing(operation));
    }

    @Override
    public boolean isOnly(UUID integration, Class<? extends Operation> operation) {
        var able = store.known(List.of(), providers.doing(operation));
        return able.size() == 1 && able.getFirst().id().equals(integration);
    }

    @Override
    public boolean exists(UUID integration) {
        return !store.known(List.of(integration), List.of()).isEmpty();
    }

    @Override
    public Map<Wanted, String> objections(Collection<Wanted> wanted) {
        var known = store.known(wanted.stream().map(Wanted::integration).filter(Objects::nonNull).toList(),
                wanted.stream().flatMap(one -> providers.doing(one.operation()).stream()).distinct().toList());
        var objections = new HashMap<Wanted, String>();
        for (var one : wanted) {
            var objection = objection(one, known);
            if (objection != null) {
                objections.put(one, objection);
            }
        }
        return objections;
    }

    private @Nullable String objection(Wanted wanted, List<Known> known) {
        var able = providers.doing(wanted.operation());
        if (wanted.integration() == null) {
            return known.stream().anyMatch(one -> one.isActive() && able.contains(one.provider()))
                    ? null
                    : "there is no connected integration that does this";
        }
        var stated = known.stream().filter(one -> one.id().equals(wanted.integration())).findFirst().orElse(null);
        if (stated == null) {
            return MISSING;
        }
        if (!able.contains(stated.provider())) {
            return "the integration's provider, " + stated.provider() + ", does not do this";
        }
        return stated.isActive() ? null : NOT_CONNECTED;
    }

    @Override
    public Answer ask(UUID integration, Operation operation, @Nullable String idempotencyKey, Duration patience) {
        var loaded = store.load(integration).orElse(null);
        if (loaded == null || !loaded.isActive()) {
            return Answer.unsent(offers.isWithdrawn(integration)
                    ? IntegrationOffers.WITHDRAWN
                    : loaded == null ? MISSING : NOT_CONNECTED);
        }
        var provider = providers.find(loaded.provider()).orElse(null);
        return provider == null || !provider.operations().contains(operation.getClass())
                ? Answer.unsent("the integration's provider, " + loaded.provider() + ", does not do this")
                : ask(loaded, provider, operation, connection -> connection.within(patience, idempotencyKey));
    }

    /** Whatever its status. @throws ProblemException 404 where there is no such integration */
    Answer test(UUID integration, Operation.Test test) {
        var loaded = store.load(integration).orElseThrow(ProblemException::notFound);
        var provider = providers.find(loaded.provider()).orElse(null);
        return provider == null
                ? Answer.unsent("there is no provider " + loaded.provider())
                : ask(loaded, provider, test, connection -> connection);
    }

    /** By what the platform says now, where it is made of what that offers; empty where it is offered no more. */
    private Optional<Connection> connection(Loaded integration) {
        return integration.offer() == null
                ? Optional.of(integration.connection())
                : offers.connection(integration.offer(), integration.id());
    }

    private Answer ask(Loaded integration, Provider provider, Operation operation, UnaryOperator<Connection> call) {
        Supplier<Answer> asked = () -> connection(integration)
                .map(connection -> ask(integration, provider, operation, call.apply(connection)))
                .orElseGet(() -> Answer.unsent(IntegrationOffers.WITHDRAWN));
        return allowance.within(integration.offer() != null, operation, asked);
    }

    private Answer ask(Loaded integration, Provider provider, Operation operation, Connection connection) {
        try (var passage = circuits.enter(integration.id())) {
            var begun = clock.instant();
            var answer = connection.disguised(provider.ask(connection, operation));
            log.debug("integration {} was asked by {} and answered {}", integration.id(),
                    operation.getClass().getSimpleName(),
                    answer.status());
            if (!answer.isDeferred()) {
                passage.tell(!answer.isOutage());
                take(integration, operation, answer, Duration.between(begun, clock.instant()), !provider.isPerMember());
            }
            return answer;
        } catch (Deferred deferred) {
            return Answer.deferred(deferred.reason(), deferred.pause());
        }
    }

    /** What has been done is not done again because it could not be taken down. */
    private void take(Loaded integration, Operation operation, Answer answer, Duration duration, boolean isOfAll) {
        try {
            store.took(integration, operation, answer, duration, isOfAll);
        } catch (RuntimeException failure) {
            if (operation instanceof Operation.Test) {
                throw failure;
            }
            log.error("a call of integration {} was not taken down", integration.id(), Redacted.of(failure));
        }
    }
}
