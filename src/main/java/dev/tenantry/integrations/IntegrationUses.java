package dev.tenantry.integrations;

import java.util.List;
import java.util.UUID;

/** What goes by integrations of the current organization: whoever has workflows implements it. */
public interface IntegrationUses {

    /** A workflow that is active. */
    record Use(UUID workflow, String name) {}

    /** The first active ones that name the integration, by their names. */
    List<Use> of(UUID integration, int most);
}
