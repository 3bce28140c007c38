/**
 * How much of the API organizations, their members and their keys may use, and how much they have: policies of the platform with what holds for
 * one organization instead, counted exactly for all instances together. How often somebody may guess, sign up or be written to, whoever asks, is
 * {@link dev.tenantry.shared.limit.Limits}'.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "notification"})
@NullMarked
package dev.tenantry.metering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
