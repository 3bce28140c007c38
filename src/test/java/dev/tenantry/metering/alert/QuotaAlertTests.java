package dev.tenantry.metering.alert;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told when a quota is nearly used up. */
class QuotaAlertTests extends ApiTest {

    private static final String ASKED = "/api/v1/lost-reasons";

    @Autowired
    private QuotaNotices notices;

    /** By all threads together once for each part. */
    @Test
    void tellsOnceForEachPartAndWindow() throws Exception {
        var admin = people.signUp();
        People.promote(admin.userId());
        var owner = people.signUp();
        admin.api()
                .post("/admin/organizations/" + owner.organizationId() + "/rate-limits",
                        "{\"resourceType\": \"lost-reasons\", \"maxRequests\": 40, \"windowSeconds\": 86400}")
                .expect(201);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(
                    Stream.<Callable<Integer>>generate(() -> () -> owner.api().get(ASKED).status()).limit(60).toList());
        }
        notices.work();
        notices.work();
        var alerts = owner.api().get("/api/v1/quota-alerts").expect(200);

        assertThat(alerts.json().path("results").valueStream().map(alert -> alert.path("alertType").asString()))
                .containsExactlyInAnyOrder("warning", "critical", "exceeded");
        assertThat(alerts.at("/results/0/policyName")).isEqualTo("lost-reasons");
        assertThat(Mailbox.newest(owner.email()).template()).isEqualTo("quota-alert");
        var place = "/api/v1/quota-alerts/" + alerts.at("/results/0/id") + "/acknowledgement";
        assertThat(owner.api().put(place, "").expect(200).at("/acknowledgedBy")).isEqualTo(owner.userId().toString());
        people.signUp().api().put(place, "").expect(404);
    }
}
