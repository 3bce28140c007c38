package dev.tenantry.audit;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Knows in whose log it is what happens to a person before an organization is known. */
public interface Homes {

    /** The person's default organization; null where there is none. */
    @Nullable
    UUID of(UUID person);
}
