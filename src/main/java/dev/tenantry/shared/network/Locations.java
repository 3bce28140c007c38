package dev.tenantry.shared.network;

import org.jspecify.annotations.Nullable;

/** Knows where addresses are used, by the file that the operator has configured. */
public interface Locations {

    /** Null where nobody knows. */
    @Nullable
    Location of(IpAddress address);

    /** @param address as it is stored; null: there is none */
    default @Nullable Location of(@Nullable String address) {
        return address == null ? null : of(IpAddress.parse(address));
    }
}
