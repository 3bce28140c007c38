package dev.tenantry.integrations.connection;

import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.offer.IntegrationOffers;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.Ids;
import dev.tenantry.shared.web.IfMatch;

/** Integrations that organizations make of what the platform offers: none is made or connected while the offer is withdrawn. */
@Service
@Transactional
class OfferedIntegrations {

    private final IntegrationService integrations;
    private final IntegrationOffers offers;

    OfferedIntegrations(IntegrationService integrations, IntegrationOffers offers) {
        this.integrations = integrations;
        this.offers = offers;
    }

    /** @throws ProblemException 404 where there is no such offer */
    IntegrationResponse create(UUID offer, OfferedIntegrationRequest request) {
        var held = offers.hold(offer);
        return integrations
                .add(Integration.offered(Ids.next(), request.name(), held.type(), held.provider(), held.id()));
    }

    /** One that has been tested as it was then, of an offer or not. @throws ProblemException 409 where it is of one that is none any more */
    IntegrationResponse connect(UUID id, int tested, IfMatch ifMatch) {
        offers.holdOf(id);
        return integrations.connect(id, tested, ifMatch);
    }
}
