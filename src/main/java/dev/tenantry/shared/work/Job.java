package dev.tenantry.shared.work;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Long work in the background, whatever its kind. Of a resource that is worked at again and again it is the latest work.
 *
 * @param id           its kind, and its resource's id: {@code imports-17}
 * @param dryRun       whether it only finds out what would come of it: nothing of what is counted has been done then
 * @param counts       what came of what has been done so far, as the kind names it
 * @param failure      why it ended before its end
 * @param resource     what it is the work of: {@code /api/v1/imports/17}
 * @param errors       where what failed is listed; absent where nothing has so far
 * @param cancellation what is put to cancel it; absent where it has ended
 * @param startedAt    absent while it waits for its turn
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Job(
        String id,
        String kind,
        boolean dryRun,
        JobState state,
        Progress progress,
        Map<String, Long> counts,
        @Nullable String failure,
        String resource,
        @Nullable String errors,
        @Nullable String cancellation,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    private static final String JOBS = "/api/v1/jobs/";

    /**
     * How far it has come.
     *
     * @param done  of what there is to be done
     * @param total how much there is to be done
     */
    public record Progress(long done, long total, int percent) {

        public Progress(long done, long total) {
            this(done, total, total == 0 ? 0 : (int) (100 * done / total));
        }
    }

    /** Where the job of a kind and a resource's id is. */
    public static String path(String kind, Object key) {
        return JOBS + id(kind, key);
    }

    public static String id(String kind, Object key) {
        return kind + "-" + key;
    }
}
