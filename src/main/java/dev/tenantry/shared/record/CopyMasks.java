package dev.tenantry.shared.record;

import org.jspecify.annotations.Nullable;

/** Keeps from copies of records what is to be in the records alone. */
public interface CopyMasks {

    /**
     * What stands in the place of a property's values in a file for whoever acts; null where these do.
     *
     * @param type of the records
     */
    @Nullable
    String mask(String type, String property);

    /** Likewise of what is kept apart wherever there is a copy, whoever acts: what is personal besides has none. */
    @Nullable
    String apart(String type, String property);
}
