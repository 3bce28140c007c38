package dev.tenantry.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.web.RequestDetails;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** A flood of refusals is no flood of entries. */
class RefusalCountsTests {

    private final UUID organization = UUID.randomUUID();
    private final Hand clock = new Hand();
    private final RefusalCounts counts = new RefusalCounts(clock);

    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-11-30T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void writesTheFirstAtOnceAndTheRestOnceTheMinuteIsOver() {
        var first = new LongAdder();
        Parallel.times(8, () -> {
            for (var n = 0; n < 10_000; n++) {
                if (counts.count(refusal(organization, "GET /api/v1/contacts/{id}"), null, null, null, false)) {
                    first.increment();
                }
            }
            return null;
        });

        assertThat(first.sum()).isEqualTo(1);
        assertThat(counts.take(false)).isEmpty();
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        assertThat(counts.take(false)).extracting(RefusalCounts.Told::count).containsExactly(79_999);
        assertThat(counts.take(true)).isEmpty();
        assertThat(counts.count(refusal(organization, "GET /api/v1/contacts/{id}"), null, null, null, false)).isTrue();
    }

    @Test
    void tellsSoonWhatCouldNotBeWrittenAtOnce() {
        assertThat(counts.count(refusal(null, "person"), null, null, null, true)).isFalse();
        counts.count(refusal(null, "person"), null, null, null, true);

        assertThat(counts.take(false)).extracting(RefusalCounts.Told::count).containsExactly(2);
        counts.count(refusal(null, "person"), null, null, null, true);
        assertThat(counts.take(false)).isEmpty();
        assertThat(counts.take(true)).extracting(RefusalCounts.Told::count).containsExactly(1);
    }

    @Test
    void tellsPlacesAndProgramsApartAndWhatWasAsked() {
        var endpoint = "GET /api/v1/contacts/{id}";
        for (var place = 1; place <= 3; place++) {
            for (var agent : List.of("curl", "browser")) {
                for (var id = 0; id < 50; id++) {
                    counts.count(refusal(organization, endpoint), null,
                            new RequestDetails("r", "GET", "/api/v1/contacts/" + id,
                                    IpAddress.parse("192.0.2." + place), agent, null),
                            null, false);
                }
            }
        }

        assertThat(counts.take(true)).hasSize(6).allSatisfy(told -> {
            assertThat(told.count()).isEqualTo(49);
            assertThat(told.paths()).hasSize(20)
                    .contains("/api/v1/contacts/1")
                    .allMatch(
                            path -> path.startsWith("/api/v1/contacts/"));
        });
    }

    @Test
    void hasRoomForSoManyAndCountsTheRestTogether() {
        var atOnce = 0;
        for (var n = 0; n < 5_000; n++) {
            atOnce += counts.count(refusal(organization, "GET /" + n), null, null, null, false) ? 1 : 0;
        }
        var others = counts.count(refusal(UUID.randomUUID(), "GET /"), null, null, null, false);

        assertThat(atOnce).isLessThanOrEqualTo(200);
        assertThat(others).isTrue();
        var rest = counts.take(true);
        assertThat(rest).hasSize(1);
        assertThat(atOnce + rest.getFirst().count()).isEqualTo(5_000);
        assertThat(rest.getFirst().what().userId()).isNull();
    }

    private static CountedEvent refusal(@Nullable UUID organization, String endpoint) {
        return CountedEvent
                .of(new Refusal(organization, new UUID(0, 1), AuditEntry.Category.AUTHORIZATION, "request.refused",
                        "warning", "refused", endpoint, "no"));
    }
}
