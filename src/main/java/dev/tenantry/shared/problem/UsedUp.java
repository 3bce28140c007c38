package dev.tenantry.shared.problem;

import java.time.Instant;

/**
 * A quota of which there is nothing left.
 *
 * @param policy   its name
 * @param scope    whose requests it counts together: organization, user or api_key
 * @param window   hour, day, month, a number of seconds ({@code 30s}), or burst: what may come at once
 * @param most     how often at most in one
 * @param resetsAt when there is room again
 */
public record UsedUp(String policy, String scope, String window, int most, Instant resetsAt) {}
