package dev.tenantry.notification;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Who follows what becomes of notifications of a template. */
public interface DeliveryListener {

    /** The template's name. */
    String template();

    /**
     * In the worker's transaction that notes it, by the worker's role, in no context.
     *
     * @param status   {@code PENDING}, where it is tried again
     * @param attempts so far
     * @param error    of the last one; null where it is sent
     */
    void on(UUID organizationId, UUID notification, DeliveryStatus status, int attempts, @Nullable String error);
}
