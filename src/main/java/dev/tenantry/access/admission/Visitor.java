package dev.tenantry.access.admission;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Who comes to an organization.
 *
 * @param user   null: whoever has been given a link
 * @param apiKey the user's, by which the request came; null: by none
 */
record Visitor(UUID organization, @Nullable UUID user, @Nullable UUID apiKey) {}
