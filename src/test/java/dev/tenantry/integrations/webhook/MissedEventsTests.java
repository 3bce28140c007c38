package dev.tenantry.integrations.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.integrations.webhook.MissedEvents.Missed;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What an endpoint missed is told in parts where there is too much of it. */
class MissedEventsTests extends ApiTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private MissedEvents missed;
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private TransactionTemplate transaction;

    @Test
    void areFoundInPartsOfWhichEachSaysWhereTheNextOneBegins() {
        var owner = people.signUp();
        var endpoint = UUID.fromString(owner.api()
                .post("/api/v1/webhook-endpoints",
                        "{\"url\":\"https://hooks.example.test/x\",\"enabled\":false,\"subscriptions\":[{\"event\":\"contact.*\"}]}")
                .expect(201)
                .id());
        IntStream.range(0, 3)
                .forEach(number -> owner.api()
                        .post("/api/v1/contacts", "{\"name\":\"Otto %d\"}".formatted(number))
                        .expect(201));

        var first = new TenantContext(owner.organizationId(), owner.userId()).call(() -> find(endpoint, 2));
        var all = new TenantContext(owner.organizationId(), owner.userId()).call(() -> find(endpoint, 3));

        assertThat(first.told()).hasSize(2).isEqualTo(all.told().subList(0, 2));
        assertThat(first.next()).isNotNull().isBefore(Instant.now());
        assertThat(all.told()).isSortedAccordingTo((one, other) -> Long.compare(one.event(), other.event()));
        assertThat(all.next()).isNull();
        assertThat(List.copyOf(all.types())).containsExactly("contact");
    }

    private Missed find(UUID endpoint, int most) {
        return Objects.requireNonNull(transaction.execute(
                _ -> missed.find(endpoint, Instant.EPOCH, Instant.now().plusSeconds(60), most)));
    }
}
