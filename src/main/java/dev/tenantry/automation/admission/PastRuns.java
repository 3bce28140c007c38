package dev.tenantry.automation.admission;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What runs there have been about records. */
public interface PastRuns {

    /** Runs of a workflow that events of a record have begun. @param subject {@code contact/17} */
    record Of(UUID workflowId, String subject) {}

    /** In the running transaction. @return when the last of them ended, null where one has not; nothing where there are none */
    Map<Of, LastRun> of(Collection<Of> sought);

    /** @param endedAt null while one is under way */
    record LastRun(@Nullable Instant endedAt) {}
}
