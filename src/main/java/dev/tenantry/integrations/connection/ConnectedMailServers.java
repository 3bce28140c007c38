package dev.tenantry.integrations.connection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation.SendMail;
import dev.tenantry.integrations.offer.IntegrationOffers;
import dev.tenantry.integrations.provider.Providers;
import dev.tenantry.notification.Mail;
import dev.tenantry.notification.OwnMailServers;
import dev.tenantry.notification.Receipt;
import dev.tenantry.shared.problem.ProblemException;

/** Organizations' mail servers are their integrations that send mails. */
@Component
class ConnectedMailServers implements OwnMailServers {

    /** A server that looks into a mail answers late; who does not wait sends it again. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final IntegrationStore store;
    private final IntegrationOffers offers;
    private final Integrations integrations;
    private final List<String> providers;

    ConnectedMailServers(IntegrationStore store, IntegrationOffers offers, Integrations integrations,
            Providers providers) {
        this.store = store;
        this.offers = offers;
        this.integrations = integrations;
        this.providers = providers.doing(SendMail.class);
    }

    @Override
    public Optional<Server> find(@Nullable UUID integration) {
        var found = store.findSender(providers, integration);
        if (found.isEmpty() && integration != null && offers.isWithdrawn(integration)) {
            throw ProblemException.invalid("integration", "withdrawn", IntegrationOffers.WITHDRAWN);
        }
        return found;
    }

    @Override
    public boolean exists(UUID integration) {
        return integrations.exists(integration, SendMail.class);
    }

    @Override
    public Reply send(UUID integration, Mail mail, @Nullable Duration timeout) {
        var answer = integrations.ask(integration, new SendMail(mail), null, timeout == null ? PATIENCE : timeout);
        return answer.error() == null
                ? new Receipt(missed(answer, true), missed(answer, false))
                : new Refusal(answer.error(), answer.permanent(), answer.retryAfter(), answer.isDeferred(),
                        answer.isSent(), missed(answer, true));
    }

    private static Map<String, String> missed(Answer answer, boolean isForGood) {
        return answer.result()
                .path(SendMail.MISSED)
                .valueStream()
                .filter(one -> one.path("isForGood").asBoolean() == isForGood)
                .collect(Collectors.toMap(one -> one.path("recipient").asString(),
                        one -> one.path("reason").asString()));
    }
}
