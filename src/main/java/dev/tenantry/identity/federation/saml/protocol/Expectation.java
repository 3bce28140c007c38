package dev.tenantry.identity.federation.saml.protocol;

/**
 * What a response must be an answer to.
 *
 * @param entityId  ours: the audience
 * @param consumer  where responses are to be sent, exactly
 * @param requestId of the request that it answers
 */
public record Expectation(String entityId, String consumer, String requestId) {}
