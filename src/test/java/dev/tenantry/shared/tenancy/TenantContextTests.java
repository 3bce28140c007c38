package dev.tenantry.shared.tenancy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.task.AsyncTaskExecutor;

import dev.tenantry.support.IntegrationTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@IntegrationTest
class TenantContextTests {

    private static final TenantContext CONTEXT = new TenantContext(Ids.next(), Ids.next());

    @Test
    void withoutATenantThereIsNoContext() {
        assertThat(TenantContext.isBound()).isFalse();
        assertThatThrownBy(TenantContext::current).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(TenantContext::currentUser).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aContextLastsAsLongAsItsWork() {
        assertThat(CONTEXT.call(TenantContext::current)).isEqualTo(CONTEXT);
        assertThatThrownBy(() -> CONTEXT.run(() -> {
            throw new IllegalArgumentException();
        })).isInstanceOf(IllegalArgumentException.class);

        assertThat(TenantContext.isBound()).isFalse();
    }

    @Test
    void anInnerContextEndsWithItsWork() {
        var inner = new TenantContext(Ids.next(), null);

        CONTEXT.run(() -> {
            inner.run(() -> {
                assertThat(TenantContext.current()).isEqualTo(inner);
                assertThatThrownBy(TenantContext::currentUser).isInstanceOf(IllegalStateException.class);
            });
            assertThat(TenantContext.current()).isEqualTo(CONTEXT);
        });
    }

    @Test
    void workOnAnotherThreadHasNoContextUnlessItIsCarriedAlong() throws InterruptedException {
        var bare = new AtomicReference<Boolean>();
        var carried = new AtomicReference<UUID>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CONTEXT.run(() -> {
                threads.execute(() -> bare.set(TenantContext.isBound()));
                threads.execute(TenantContext.wrap(() -> carried.set(TenantContext.current().organizationId())));
            });
        }

        assertThat(bare.get()).isFalse();
        assertThat(carried.get()).isEqualTo(CONTEXT.organizationId());
    }

    @Test
    void theApplicationsExecutorCarriesTheContextAlong(@Autowired AsyncTaskExecutor executor) throws Exception {
        var carried = CONTEXT.call(() -> executor.submit(TenantContext::current));

        assertThat(carried.get()).isEqualTo(CONTEXT);
        assertThat(executor.submit(TenantContext::isBound).get()).isFalse();
    }

    @Test
    void idsAreTimeOrderedUuidsOfVersionSeven() {
        var first = Ids.next(Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC));
        var second = Ids.next(Clock.fixed(Instant.ofEpochMilli(1_001), ZoneOffset.UTC));

        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(first.toString()).isLessThan(second.toString());
    }
}
