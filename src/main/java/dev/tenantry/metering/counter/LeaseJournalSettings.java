package dev.tenantry.metering.counter;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where instances note what they hold.
 *
 * @param folder which the instances of a machine have in common, and which outlives them
 */
@ConfigurationProperties("tenantry.metering.journal")
record LeaseJournalSettings(@Nullable Path folder) {

    Path place() {
        return folder == null
                ? Path.of(System.getProperty("java.io.tmpdir"), "tenantry-leases-" + System.getProperty("user.name"))
                : folder;
    }
}
