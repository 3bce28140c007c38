package dev.tenantry.identity.apikey;

import java.util.UUID;

/** The key may do another thing than before. */
public record ApiKeyChanged(UUID id) {}
