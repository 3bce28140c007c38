package dev.tenantry.integrations.inbound;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.SigningSecret;
import dev.tenantry.integrations.WebhookAddress;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.ProblemException;

/** The addresses of integrations whose provider tells what happens. */
@Service
@Transactional(readOnly = true)
class IntegrationWebhooks {

    private static final String PROVIDER = """
            select i.provider from integrations i where i.organization_id = app.org_id() and i.id = ? for key share""";

    private final JdbcClient jdbc;
    private final Receivers receivers;
    private final Verifications verifications;

    IntegrationWebhooks(JdbcClient jdbc, Receivers receivers, Verifications verifications) {
        this.jdbc = jdbc;
        this.receivers = receivers;
        this.verifications = verifications;
    }

    /** @throws ProblemException 404 where there is no such integration, or it has no address */
    WebhookAddress get(UUID integration) {
        return receivers.findOfIntegration(integration).orElseThrow(ProblemException::notFound);
    }

    /** @throws ProblemException 409 where its provider tells nothing */
    @Transactional
    WebhookAddress keep(UUID integration) {
        var provider = jdbc.sql(PROVIDER)
                .param(integration)
                .query(String.class)
                .optional()
                .orElseThrow(ProblemException::notFound);
        if (!verifications.areOfProvider(provider)) {
            throw ProblemException.conflict("integrations by " + provider + " are told nothing");
        }
        return receivers.keepOfIntegration(integration, verifications.ofProvider(provider));
    }

    @Transactional
    SigningSecret rotate(UUID integration, Secret secret, boolean endsPrevious) {
        return receivers.rotateOfIntegration(integration, secret, endsPrevious);
    }
}
