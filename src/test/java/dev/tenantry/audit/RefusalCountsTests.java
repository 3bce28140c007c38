package dev.tenantry.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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

    private static final UUID USER = new UUID(0, 1);

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
    void hasRoomForSoManyOfACallerAndCountsTheRestTogether() {
        var atOnce = 0;
        for (var n = 0; n < 5_000; n++) {
            atOnce += isAtOnce(refusal(organization, "GET /" + n), "192.0.2.1", "curl") ? 1 : 0;
        }
        isAtOnce(new CountedEvent(organization, USER, AuditEntry.Category.DATA_ACCESS, "request.not-found", "info",
                "refused", "GET /one", null, null, "not-found"), "192.0.2.2", "curl");

        assertThat(atOnce).isBetween(50, 200);
        var rest = counts.take(true);
        assertThat(rest).hasSize(1);
        assertThat(rest.getFirst().count()).isEqualTo(5_001 - atOnce);
        assertThat(rest.getFirst().what().userId()).isEqualTo(USER);
        assertThat(rest.getFirst().kinds())
                .isEqualTo(Map.of("request.refused", 5_000 - atOnce, "request.not-found", 1));
        assertThat(rest.getFirst().addresses()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(rest.getFirst().paths()).hasSize(1);
        assertThat(rest.getFirst().request()).isEqualTo("{}");
    }

    /** Neither names of programs, sessions nor addresses of one caller, nor many callers at once, take from others what is theirs. */
    @Test
    void whoeverHasFewIsToldApartWhateverOthersDo() {
        for (var user = 2; user < 52; user++) {
            for (var n = 0; n < 400; n++) {
                counts.count(refusal(organization, new UUID(0, user), "GET /"), UUID.randomUUID(),
                        from("192.0.2." + n % 200, "agent " + n), "{}", false);
                counts.count(refusal(null, new UUID(0, user), "person"), null, from("198.51.100." + n % 200, "a" + n),
                        "{}", true);
            }
        }

        for (var n = 0; n < 5; n++) {
            assertThat(isAtOnce(refusal(organization, "GET /own/" + n), "192.0.2.1", "curl")).isTrue();
            assertThat(isAtOnce(refusal(UUID.randomUUID(), "GET /"), "192.0.2.1", "curl")).isTrue();
        }
        counts.count(refusal(null, USER, "person"), null, from("192.0.2.1", "curl"), "{}", true);
        var told = counts.take(true);
        assertThat(told).hasSizeLessThan(5_000)
                .filteredOn(one -> USER.equals(one.what().userId()))
                .extracting(RefusalCounts.Told::kinds)
                .containsExactly(Map.of());
        assertThat(told).filteredOn(one -> !one.kinds().isEmpty())
                .allSatisfy(rest -> assertThat(rest.what().userId()).isNotNull())
                .hasSize(100);
        assertThat(isAtOnce(refusal(organization, new UUID(0, 2), "GET /"), "192.0.2.1", "curl"))
                .as("what is written makes room")
                .isTrue();
    }

    @Test
    void aHandfulOfProgramsOfOneCallerIsToldApart() {
        for (var n = 0; n < 90; n++) {
            isAtOnce(refusal(organization, "GET /"), "192.0.2.1", "agent " + n);
            isAtOnce(refusal(organization, "GET /"), "192.0.2.1", "agent " + n);
        }

        assertThat(counts.take(true)).extracting(RefusalCounts.Told::count)
                .containsExactlyInAnyOrder(1, 1, 1, 1, 1, 2 * 85 - 1);
    }

    @Test
    void howManyAreKeptIsBounded() {
        for (var n = 0; n < 60_000; n++) {
            isAtOnce(refusal(new UUID(1, n % 100), new UUID(0, n), "GET /" + n), "192.0.2.1", "curl");
            counts.count(refusal(null, new UUID(0, n), "person"), null, null, null, true);
        }

        assertThat(counts.take(true).size()).isLessThan(30_000);
    }

    private boolean isAtOnce(CountedEvent what, String address, String agent) {
        return counts.count(what, null, from(address, agent), "{}", false);
    }

    private static RequestDetails from(String address, String agent) {
        return new RequestDetails("r", "GET", "/", IpAddress.parse(address), agent, null);
    }

    private static CountedEvent refusal(@Nullable UUID organization, String endpoint) {
        return refusal(organization, USER, endpoint);
    }

    private static CountedEvent refusal(@Nullable UUID organization, UUID user, String endpoint) {
        return CountedEvent.of(new Refusal(organization, user, AuditEntry.Category.AUTHORIZATION, "request.refused",
                "warning", "refused", endpoint, "no"));
    }
}
