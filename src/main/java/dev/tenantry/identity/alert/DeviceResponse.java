package dev.tenantry.identity.alert;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.crypto.Secret;

/**
 * A device that its owner trusts.
 *
 * @param type        desktop, mobile or tablet, as the device said
 * @param ipAddress   from where it was last trusted
 * @param isCurrent   whether this request came from it
 * @param deviceToken what the device is to send as X-Device-Token from now on; told once, to a device that had none
 */
record DeviceResponse(
        UUID id,
        @Nullable String name,
        @Nullable String type,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String ipAddress,
        Instant trustedAt,
        Instant lastUsedAt,
        @Nullable Instant expiresAt,
        boolean isCurrent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Secret deviceToken) {

    DeviceResponse with(@Nullable String newDeviceToken) {
        return new DeviceResponse(id, name, type, browser, os, ipAddress, trustedAt, lastUsedAt, expiresAt, true,
                Secret.of(newDeviceToken));
    }
}
