package dev.tenantry.integrations.inbound;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkDeclaration;

import static dev.tenantry.shared.record.LinkRule.PART;

/** An address goes with whose it is, and what it was told with it. */
@Component
class InboundLinks implements LinkDeclaration {

    @Override
    public List<Link> links() {
        return List.of(new Link("webhook_receivers", "workflow_id", "workflow_definitions", PART),
                new Link("webhook_receivers", "integration_id", "integrations", PART),
                new Link("webhook_events", "webhook_receiver_id", "webhook_receivers", PART));
    }
}
