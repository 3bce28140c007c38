package dev.tenantry.integrations;

import java.util.List;
import java.util.UUID;

import dev.tenantry.shared.access.WorkflowUse;

/** What goes by integrations of the current organization: whoever has workflows implements it. */
public interface IntegrationUses {

    /** The first active ones, by their names, that name the integration, or name none where it alone is connected for what they do. */
    List<WorkflowUse> of(UUID integration, int most);

    /**
     * For whoever says where what goes by the integration goes from now on: by those that name it, and those that name none where it does
     * what they ask.
     *
     * @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not read what they send
     */
    void demandToRedirect(UUID integration);
}
