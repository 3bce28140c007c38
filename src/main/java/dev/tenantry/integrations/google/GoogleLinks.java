package dev.tenantry.integrations.google;

import java.util.List;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Link;
import dev.tenantry.shared.record.LinkDeclaration;

import static dev.tenantry.shared.record.LinkRule.PART;

/** An account goes with its member, and with the integration that it is for. */
@Component
class GoogleLinks implements LinkDeclaration {

    @Override
    public List<Link> links() {
        return List.of(new Link("google_credentials", "user_id", "organization_members", PART),
                new Link("google_credentials", "integration_id", "integrations", PART));
    }
}
