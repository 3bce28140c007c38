package dev.tenantry.identity.apikey;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;

/**
 * Counts how often keys are used, and takes that down for all of them at once every now and then: a request with a key
 * writes nothing. What an instance counted since it last did is lost where it is killed.
 */
@Component
public class KeyUsage extends PeriodicTask implements DisposableBean {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final RolePool pool;
    private final Clock clock;
    private final ConcurrentHashMap<UUID, Usage> counted = new ConcurrentHashMap<>();

    KeyUsage(RolePool authPool, Clock clock) {
        super("key-usage", EVERY);
        this.pool = authPool;
        this.clock = clock;
    }

    private record Usage(UUID organizationId, UUID keyId, long count, Instant last) {

        Usage plus(Usage other) {
            return new Usage(organizationId, keyId, count + other.count,
                    last.isAfter(other.last) ? last : other.last);
        }
    }

    public void count(UUID organizationId, UUID keyId) {
        counted.merge(keyId, new Usage(organizationId, keyId, 1, clock.instant()), Usage::plus);
    }

    /** Requests have ended by now: what they counted is taken down. */
    @Override
    public void destroy() {
        attempt();
    }

    /** What cannot be taken down now is counted on. */
    @Override
    protected void work() {
        var usages = take();
        if (usages.isEmpty()) {
            return;
        }
        try {
            write(usages);
        } catch (RuntimeException failure) {
            usages.forEach(usage -> counted.merge(usage.keyId, usage, Usage::plus));
            throw failure;
        }
    }

    /** In one order, so that instances that write the same keys wait for each other and no more. */
    private List<Usage> take() {
        var usages = new ArrayList<Usage>();
        for (var key : counted.keySet().stream().sorted().toList()) {
            var usage = counted.remove(key);
            if (usage != null) {
                usages.add(usage);
            }
        }
        return usages;
    }

    private void write(List<Usage> usages) {
        pool.jdbc()
                .sql("select app.count_key_usage(?::uuid[], ?::uuid[], ?::bigint[], ?::timestamptz[])")
                .param(texts(usages, Usage::organizationId))
                .param(texts(usages, Usage::keyId))
                .param(texts(usages, Usage::count))
                .param(texts(usages, Usage::last))
                .query((_, _) -> true)
                .single();
    }

    private static String[] texts(List<Usage> usages, Function<Usage, Object> value) {
        return usages.stream().map(usage -> value.apply(usage).toString()).toArray(String[]::new);
    }
}
