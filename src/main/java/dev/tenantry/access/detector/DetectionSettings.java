package dev.tenantry.access.detector;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What it takes to look like an attack.
 *
 * @param failuresPerAccount how often somebody cannot sign in to one account within an hour
 * @param namesPerAddress    how many names are tried in vain from one address within an hour
 * @param refusalsPerCaller  how many different things a member or key is refused, or does not find, within a quarter of an hour
 * @param refusedGrants      how often a member or key tries within a quarter of an hour to give or take what it does not hold
 * @param readsPerDay        how much a member or key reads a day, at least, before it can be more than it usually is
 * @param exportsPerDay      likewise, of files that it is handed out
 * @param rowsPerDay         likewise, of their lines
 */
@ConfigurationProperties("tenantry.access.detection")
record DetectionSettings(
        @DefaultValue("10") int failuresPerAccount,
        @DefaultValue("20") int namesPerAddress,
        @DefaultValue("40") int refusalsPerCaller,
        @DefaultValue("5") int refusedGrants,
        @DefaultValue("5000") int readsPerDay,
        @DefaultValue("50") int exportsPerDay,
        @DefaultValue("100000") int rowsPerDay) {

    DetectionSettings {
        if (failuresPerAccount < 1 || namesPerAddress < 1 || refusalsPerCaller < 1 || refusedGrants < 1
                || readsPerDay < 1 || exportsPerDay < 1 || rowsPerDay < 1) {
            throw new IllegalArgumentException("each of the numbers is at least 1");
        }
    }
}
