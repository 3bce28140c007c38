package dev.tenantry.access.admission;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.tenantry.access.rule.AccessDecision;
import dev.tenantry.access.rule.DenialReason;
import dev.tenantry.shared.network.IpAddress;
import dev.tenantry.shared.web.RequestDetails;

import static org.assertj.core.api.Assertions.assertThat;

/** However many come, few rows are left of them, which count them all. */
class AccessLogTests {

    private static final int MANY = 1_000_000;
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UUID USER = UUID.randomUUID();

    private final AccessLog log = new AccessLog(Clock.fixed(Instant.parse("2026-11-29T22:33:44Z"), ZoneOffset.UTC));

    @Test
    void hasFewRowsOfAMillionRefusals() {
        for (var host = 0; host < MANY; host++) {
            add(new IpAddress(true, 0, host), new AccessDecision(DenialReason.NOT_LISTED, null));
        }

        var taken = log.take();
        assertThat(taken).hasSize(AccessLog.MOST_OF_ONE + 1);
        assertThat(taken.values().stream().mapToLong(AccessLogCount::number).sum()).isEqualTo(MANY);
        assertThat(taken.keySet()).filteredOn(key -> !key.address().isSingle())
                .singleElement()
                .satisfies(rest -> assertThat(rest.address()).hasToString("0.0.0.0/0"));
    }

    /** Whoever has one address of an IPv6 network has all. */
    @Test
    void tellsOthersApartWhateverOneDoes() {
        for (var host = 0; host < 5_000; host++) {
            add(new IpAddress(false, 0x20010db8_00000000L, host), AccessDecision.ADMITTED);
        }
        assertThat(log.take()).hasSize(1);
        for (var network = 0; network < 5_000; network++) {
            add(new IpAddress(false, 0x20010db8_00010000L + network, 1), AccessDecision.ADMITTED);
        }
        log.add(new Visitor(ORGANIZATION, UUID.randomUUID(), null), IpAddress.parse("203.0.113.9"),
                AccessDecision.ADMITTED,
                "/api/v1/notes",
                new RequestDetails("id", "GET", "/api/v1/notes", IpAddress.parse("203.0.113.9"), "a client", null));

        assertThat(log.take().keySet()).hasSize(AccessLog.MOST_OF_ONE + 1)
                .anySatisfy(key -> assertThat(key.address()).hasToString("203.0.113.9"));
    }

    @Test
    void hasEachVisitorOfAnHourOnce() {
        for (var time = 0; time < 1_000; time++) {
            add(IpAddress.parse("203.0.113." + time % 3), AccessDecision.ADMITTED);
        }

        assertThat(log.take()).hasSize(3);
        add(IpAddress.parse("203.0.113.1"), AccessDecision.ADMITTED);
        assertThat(log.take()).isEmpty();
    }

    @Test
    void keepsWhatCouldNotBeWritten() {
        add(IpAddress.parse("203.0.113.1"), new AccessDecision(DenialReason.NOT_LISTED, null));
        var taken = log.take();
        add(IpAddress.parse("203.0.113.1"), new AccessDecision(DenialReason.NOT_LISTED, null));

        log.putBack(taken);

        assertThat(log.take().values()).singleElement().satisfies(visits -> assertThat(visits.number()).isEqualTo(2));
    }

    private void add(IpAddress address, AccessDecision decision) {
        log.add(new Visitor(ORGANIZATION, USER, null), address, decision, "/api/v1/notes",
                new RequestDetails("id", "GET", "/api/v1/notes", address, "a client", null));
    }
}
