package dev.tenantry.automation.run.start;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts of causes are written by dispatchers and by whoever starts runs besides, at once. */
class CauseStoreTests extends ApiTest {

    private static final int ROUNDS = 60;

    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private EngineSettings settings;
    @Autowired
    private TransactionTemplate transaction;
    private final AtomicInteger written = new AtomicInteger();

    /** In one order, whatever the order is in which they are named: two who wait for one another would both fail. */
    @Test
    void nobodyWaitsInACircleForCounts() throws Exception {
        var organization = people.signUp().organizationId();
        var roots = Stream.generate(UUID::randomUUID).limit(200).toList();
        inTenant(organization, () -> write(roots, false));

        try (var threads = Executors.newFixedThreadPool(4)) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var thread = 0; thread < 4; thread++) {
                var random = new Random(thread);
                var adds = thread % 2 == 0;
                work.add(() -> {
                    for (var round = 0; round < ROUNDS; round++) {
                        var some = new ArrayList<>(roots);
                        Collections.shuffle(some, random);
                        inTenant(organization, () -> write(some.subList(0, 150), adds));
                    }
                    return true;
                });
            }
            for (var done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }

        var kept = new TenantContext(organization, null)
                .call(() -> transaction
                        .execute(_ -> new CauseStore(jdbc, settings).read(roots.toArray(UUID[]::new))));
        assertThat(kept).hasSize(200);
        assertThat(kept.values().stream().mapToInt(Cause::runs).sum()).isEqualTo(written.get());
    }

    private void write(List<UUID> roots, boolean adds) {
        written.addAndGet(roots.size());
        var store = new CauseStore(jdbc, settings);
        if (adds) {
            store.add(roots);
        } else {
            store.keep(causes(roots));
        }
    }

    private static Map<UUID, Cause> causes(List<UUID> roots) {
        var causes = new LinkedHashMap<UUID, Cause>();
        roots.forEach(root -> {
            var cause = Cause.many();
            cause.allow();
            causes.put(root, cause);
        });
        return causes;
    }

    private void inTenant(UUID organization, Runnable work) {
        new TenantContext(organization, null).run(() -> transaction.executeWithoutResult(_ -> work.run()));
    }
}
