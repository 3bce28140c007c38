package dev.tenantry.integrations;

import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Secret;

/** Where other services tell a workflow of the current organization what happens with them, for other modules. */
public interface WebhookReceivers {

    /**
     * Keeps an address for a workflow, in the running transaction; it is the same for as long as there is the workflow.
     *
     * @param verification how messages show whose they are, as a workflow's trigger states it
     * @param isActive     whether messages are taken
     * @return the address
     */
    String keep(UUID workflow, JsonNode verification, boolean isActive);

    /** Messages are not taken any more, where there was an address. */
    void rest(UUID workflow);

    /** Where the workflow is told something; empty where it never was to be. */
    Optional<WebhookAddress> find(UUID workflow);

    /** Where the integration's other side tells something; empty where it has no address. */
    Optional<WebhookAddress> findOfIntegration(UUID integration);

    /**
     * Replaces what messages are signed with.
     *
     * @param stated       as the sender has it; null: one is made
     * @param endsPrevious whether one before that is still good ends now
     * @throws dev.tenantry.shared.problem.ProblemException 403 where the caller may not do what the workflow does, 409 where there is one that does not end, 404 where the workflow has no address, 422 where this is no secret
     */
    SigningSecret rotate(UUID workflow, @Nullable Secret stated, boolean endsPrevious);
}
