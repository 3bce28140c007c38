package dev.tenantry.integrations.webhook;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkDeclaration;

import static dev.tenantry.shared.record.LinkRule.PART;

/** An endpoint is one with what it was told. */
@Component
class WebhookLinks implements LinkDeclaration {

    @Override
    public List<Link> links() {
        return List.of(new Link("webhook_deliveries", "webhook_endpoint_id", "webhook_endpoints", PART),
                new Link("webhook_attempts", "webhook_delivery_id", "webhook_deliveries", PART));
    }
}
