package dev.tenantry.integrations.connection;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkDeclaration;

import static dev.tenantry.shared.record.LinkRule.PART;

/** An integration is one with its checks and operations; what its calls came to stays when it goes. */
@Component
class IntegrationLinks implements LinkDeclaration {

    @Override
    public List<Link> links() {
        return List.of(new Link("integration_checks", "integration_id", "integrations", PART),
                new Link("integration_operations", "integration_id", "integrations", PART));
    }
}
