package dev.tenantry.access.detector;

import java.time.Instant;
import java.util.UUID;

import dev.tenantry.access.event.Subject;
import dev.tenantry.access.policy.SecurityEventType;

/**
 * What has been noticed of somebody within some minutes.
 *
 * @param begun of the minutes
 * @param count how much, since it was last taken
 */
record CallerSignal(UUID organization, SecurityEventType type, Subject subject, Instant begun, int count) {}
