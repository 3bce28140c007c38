package dev.tenantry.shared.work;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A kind of background jobs, which its module contributes as a bean. All of it is about the current organization. */
public interface JobKind {

    /** As its resource is called: {@code imports}. */
    String name();

    /** The permissions that its own resource demands to look at one. */
    Set<String> reading();

    /** The permissions that its own resource demands to cancel one. */
    Set<String> cancelling();

    /** @param key its resource's id, as somebody says; empty where there is no such job */
    Optional<Job> find(String key);

    /**
     * Jobs that were created before, the newest first.
     *
     * @param before of those that were created at that time too, those with a smaller key; no such where the key is null
     */
    List<Job> latest(@Nullable Before before, int most);

    long count();

    /**
     * Ends one for good, in the current transaction, whatever its worker or another caller writes meanwhile: it locks the job
     * before it reads it. What has been read earlier in the transaction may be an older version, by which the write would be
     * refused as stale. One that has ended by then stays as it is.
     */
    void cancel(String key);

    /** Where a page ended. */
    record Before(Instant createdAt, @Nullable String key) {}
}
