package dev.tenantry.operations.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.listing.FixedList;
import dev.tenantry.shared.listing.Page;
import dev.tenantry.shared.listing.PageRequest;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.work.Job;
import dev.tenantry.shared.work.JobKind;
import dev.tenantry.shared.work.JobState;

/** What people see of background jobs, and do with them. */
@Service
@Transactional(readOnly = true)
class JobService {

    private static final FixedList<Job, Position> LIST = new FixedList<>("jobs", 3,
            job -> List.of(job.createdAt().toString(), job.kind(), key(job)), Position::read);
    private static final Comparator<Job> NEWEST_FIRST = Comparator.comparing(Job::createdAt)
            .reversed()
            .thenComparing(Job::kind);

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final Pattern KEY = Pattern.compile("[0-9a-f-]{1,36}");

    private final Map<String, JobKind> kinds = new TreeMap<>();

    JobService(List<JobKind> kinds) {
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    }

    /** Where a page ended. */
    private record Position(Instant createdAt, String kind, String key) {

        /** @throws IllegalArgumentException where no page ends so */
        static Position read(List<String> keys) {
            var createdAt = Instant.parse(keys.get(0));
            if (createdAt.isBefore(Instant.EPOCH) || createdAt.isAfter(LATEST) || !KEY.matcher(keys.get(2)).matches()) {
                throw new IllegalArgumentException("there is no such job");
            }
            return new Position(createdAt, keys.get(1), keys.get(2));
        }

        /** What of a kind comes behind it: kinds follow one another where the time is the same. */
        JobKind.Before of(JobKind other) {
            var order = other.name().compareTo(kind);
            return new JobKind.Before(order > 0 ? createdAt.plusNanos(1_000) : createdAt, order == 0 ? key : null);
        }
    }

    /** A job, as somebody names it. */
    private record Named(JobKind kind, String key) {}

    Page<Job> list(PageRequest request) {
        var after = LIST.after(request);
        var seen = kinds.values().stream().filter(kind -> lacking(kind.reading()) == null).toList();
        var found = new ArrayList<Job>();
        for (var kind : seen) {
            found.addAll(kind.latest(after == null ? null : after.of(kind), request.limit() + 1));
        }
        // Each kind's are in order already, and stay so.
        found.sort(NEWEST_FIRST);
        return LIST.page(found.subList(0, Math.min(found.size(), request.limit() + 1)), request,
                request.total() ? seen.stream().mapToLong(JobKind::count).sum() : null);
    }

    Job get(String id) {
        var named = named(id);
        require(named.kind.reading());
        return find(named);
    }

    @Transactional
    Job cancel(String id) {
        var named = named(id);
        require(named.kind.reading());
        require(named.kind.cancelling());
        if (!find(named).state().isEnd()) {
            named.kind.cancel(named.key);
        }
        var job = find(named);
        if (job.state() != JobState.CANCELLED) {
            throw ProblemException.conflict("the job has ended already");
        }
        return job;
    }

    private static Job find(Named named) {
        return named.kind.find(named.key).orElseThrow(ProblemException::notFound);
    }

    private Named named(String id) {
        return kinds.values()
                .stream()
                .filter(kind -> id.startsWith(kind.name() + "-"))
                .max(Comparator.comparing(kind -> kind.name().length()))
                .map(kind -> new Named(kind, id.substring(kind.name().length() + 1)))
                .orElseThrow(ProblemException::notFound);
    }

    private static void require(Collection<String> permissions) {
        var lacking = lacking(permissions);
        if (lacking != null) {
            throw ProblemException.forbidden(lacking);
        }
    }

    private static @Nullable String lacking(Collection<String> permissions) {
        return permissions.stream().filter(needed -> !Caller.current().may(needed)).sorted().findFirst().orElse(null);
    }

    private static String key(Job job) {
        return job.id().substring(job.kind().length() + 1);
    }
}
