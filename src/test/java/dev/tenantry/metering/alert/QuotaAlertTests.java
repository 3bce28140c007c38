package dev.tenantry.metering.alert;

import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Mailbox;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told when a quota is nearly used up. */
class QuotaAlertTests extends ApiTest {

    private static final String ASKED = "/api/v1/lost-reasons";

    @Autowired
    private QuotaNotices notices;
    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;

    /** By all threads together once for each part. */
    @Test
    void tellsOnceForEachPartAndWindow() throws Exception {
        var admin = people.signUp();
        People.promote(admin.userId());
        var owner = people.signUp();
        owner.api().patch("/api/v1/profile", "{\"timezone\": \"Pacific/Kiritimati\"}").expect(200);
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
        assertThat(Mailbox.newest(owner.email()).subject()).isEqualTo(
                "The quota lost-reasons of " + owner.api().get("/api/v1/organization").at("/name") + " is used up");
        assertThat(Mailbox.newest(owner.email()).body()).contains("100 % of the 40 requests")
                .contains("Counted: the whole organization", "Requests beyond it are refused until then.")
                .containsPattern("until \\d{4}-\\d\\d-\\d\\d 14:00 \\(Pacific/Kiritimati\\)");
        var place = "/api/v1/quota-alerts/" + alerts.at("/results/0/id") + "/acknowledgement";
        assertThat(owner.api().put(place, "").expect(200).at("/acknowledgedBy")).isEqualTo(owner.userId().toString());
        people.signUp().api().put(place, "").expect(404);
        assertThat(owner.api().get("/api/v1/quota-alerts?acknowledged=false&total=true").at("/total")).isEqualTo("2");
        assertThat(owner.api().get("/api/v1/quota-alerts?acknowledged=true").json().path("results")).hasSize(1);
    }

    /** Of what is over before anybody can see to it nothing is told. */
    @Test
    void tellsNothingOfShortWindows() {
        var admin = people.signUp();
        People.promote(admin.userId());
        var owner = people.signUp();
        admin.api()
                .post("/admin/organizations/" + owner.organizationId() + "/rate-limits",
                        "{\"resourceType\": \"lost-reasons\", \"maxRequests\": 1, \"windowSeconds\": 3599}")
                .expect(201);

        owner.api().get(ASKED).expect(200);

        assertThat(owner.api().get("/api/v1/quota-alerts").json().path("results")).isEmpty();
    }

    @Test
    void tellsOfALimitThatIsLoweredBelowWhatIsUsed() {
        var admin = people.signUp();
        People.promote(admin.userId());
        var owner = people.signUp();
        var limit = admin.api()
                .post("/admin/organizations/" + owner.organizationId() + "/rate-limits",
                        "{\"resourceType\": \"lost-reasons\", \"maxRequests\": 20, \"windowSeconds\": 86400}")
                .expect(201)
                .header("Location");
        for (var time = 0; time < 4; time++) {
            owner.api().get(ASKED).expect(200);
        }
        admin.api()
                .put(limit, "{\"resourceType\": \"lost-reasons\", \"maxRequests\": 2, \"windowSeconds\": 86400}")
                .expect(200);

        owner.api().get(ASKED).expect(429);

        var alerts = owner.api().get("/api/v1/quota-alerts").expect(200).json().path("results");
        assertThat(alerts.valueStream().map(alert -> alert.path("alertType").asString())).contains("exceeded");
        assertThat(alerts.path(0).path("currentUsage").asInt()).isEqualTo(4);
    }

    /** The rest is in the list; and nobody waits behind them. */
    @Test
    void writesSoManyMailsADay() {
        var owner = people.signUp();
        var other = people.signUp();
        alerts(owner.organizationId(), 30);
        alerts(other.organizationId(), 1);

        for (var turn = 0; turn < 50 && untold() > 0; turn++) {
            notices.work();
        }

        assertThat(Mailbox.of(owner.email()).stream().filter(mail -> mail.template().equals("quota-alert")))
                .hasSize(20);
        assertThat(Mailbox.newest(other.email()).template()).isEqualTo("quota-alert");
    }

    private void alerts(UUID organization, int number) {
        worker.jdbc()
                .sql("""
                        insert into quota_alerts (organization_id, counter, window_seconds, window_start, alert_type, policy_name, current_usage, limit_value, message)
                        select ?, 'c', 3600, now() + make_interval(hours => n), 'warning', 'p', 8, 10, 'm' from generate_series(1, ?) as n""")
                .params(organization, number)
                .update();
    }

    private int untold() {
        return worker.jdbc()
                .sql("select count(*) from quota_alerts where notified_at is null")
                .query(Integer.class)
                .single();
    }
}
