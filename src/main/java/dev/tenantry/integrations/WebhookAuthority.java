package dev.tenantry.integrations;

import java.util.UUID;

/**
 * Who may say how workflows know whose messages are, or have one told them anew: what workflows do about messages they do in the names of
 * those who published them. Whoever has workflows implements it.
 */
public interface WebhookAuthority {

    /** @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not do what the workflow does, or did, or is to become */
    void demandToTell(UUID workflow);

    /** Likewise, of each workflow that is told what the integration is told, active or not. */
    void demandToTellOfIntegration(UUID integration);
}
