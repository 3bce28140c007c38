package dev.tenantry.automation.run;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this instance carries out runs.
 *
 * @param enabled        whether it does at all
 * @param lease          how long a claimed run stays claimed without a sign of life
 * @param pollInterval   how often it looks for what is due; what is committed here is found at once
 * @param concurrency    how many runs it carries out at a time
 * @param perTenant      how many of them may be one tenant's
 * @param databaseWork   how many of them may use the database at a time
 * @param maxDepth       how many automations may cause one another before a run is refused
 * @param maxRunsPerRoot how many runs events begin of one first cause before the next is refused
 * @param runsPerRootPerMinute how many of them events begin of one workflow each minute; further ones wait for theirs
 * @param maxPartsPerRoot how many runs steps begin that go back to one first cause, parts of the own workflow or other workflows, before a step fails
 * @param eventRetention how long a dispatched event is kept
 * @param runRetention   how long a run is kept after its end, where its organization says nothing else
 * @param longestRetryDelay what pauses between attempts at a step become at most, but where the other side asks for more
 */
@ConfigurationProperties("tenantry.automation")
public record EngineSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("5s") Duration lease,
        @DefaultValue("250ms") Duration pollInterval,
        @DefaultValue("400") int concurrency,
        @DefaultValue("200") int perTenant,
        @DefaultValue("4") int databaseWork,
        @DefaultValue("8") int maxDepth,
        @DefaultValue("10000") int maxRunsPerRoot,
        @DefaultValue("200") int runsPerRootPerMinute,
        @DefaultValue("10000") int maxPartsPerRoot,
        @DefaultValue("7d") Duration eventRetention,
        @DefaultValue("90d") Duration runRetention,
        @DefaultValue("1h") Duration longestRetryDelay) {

    /** How many transactions that take many runs on go on before no further runs are claimed: the other places are for single ones. */
    public int together() {
        return Math.ceilDiv(databaseWork, 2);
    }
}
