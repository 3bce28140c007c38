package dev.tenantry.shared.work;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** Another instance that takes its time. */
class AcknowledgementTests extends ApiTest {

    private static final long SLOWLY = 150;

    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;

    private final UUID other = UUID.randomUUID();
    private final AtomicInteger heard = new AtomicInteger();

    private final class Slow extends ChannelHearer {

        Slow(String channel) {
            super(worker, channel, "rules");
        }

        @Override
        public void hear(List<String> payloads) {
            try {
                Thread.sleep(SLOWLY);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            heard.incrementAndGet();
        }

        @Override
        public void miss() {
            // it has just begun
        }
    }

    private List<Slow> hearers = List.of();

    @BeforeEach
    void begin() {
        hearers = List.of(new Slow("access_policies"), new Slow("quota_rules"));
        hearers.forEach(Slow::start);
        Awaitility.await().until(() -> hearers.stream().allMatch(Slow::isListening));
        worker.jdbc().sql("insert into work_instances (id) values (?)").param(other).update();
    }

    @AfterEach
    void end() {
        hearers.forEach(Slow::stop);
        worker.jdbc().sql("delete from work_instances where id = ?").param(other).update();
    }

    @Test
    void whoeverChangesARuleIsAnsweredOnceEveryInstanceGoesByIt() {
        var owner = people.signUp();
        var admin = people.signUp();
        People.promote(admin.userId());
        var sent = people.signIn(admin.email()).api();
        var place = "/admin/organizations/" + owner.organizationId();
        var policy = sent.get("/admin/quota-policies?filter=policyName%5Beq%5D:email_sending").at("/results/0/id");

        heardFirst(201, () -> owner.api().post("/api/v1/address-rules", "{\"address\": \"127.0.0.0/8\"}"));
        heardFirst(200, () -> owner.api().put("/api/v1/address-policy", """
                {"whitelistEnforced": true, "approvalRequired": false, "unknownLocations": "admit"}"""));
        heardFirst(200, () -> sent.put(place + "/address-rules/bypass", "{\"minutes\": 5, \"reason\": \"a test\"}"));
        heardFirst(201, () -> sent.post(place + "/rate-limits", """
                {"resourceType": "tags", "maxRequests": 900, "windowSeconds": 60}"""));
        heardFirst(200, () -> sent.put(place + "/quota-overrides/" + policy, """
                {"maxRequestsPerHour": 7, "reason": "a test"}"""));
        heardFirst(204, () -> sent.delete(place + "/quota-overrides/" + policy));
    }

    /** As long as it has a connection nobody knows that it has died. */
    @Test
    void waitsForNobodyWhoseProcessHasDied() throws SQLException {
        var name = "tenantry-" + UUID.randomUUID();
        worker.jdbc()
                .sql("update work_instances set seen_at = now(), application_name = ? where id = ?")
                .params(name, other)
                .update();
        hearers.forEach(Slow::stop);
        try (var asking = worker.dedicatedConnection()) {
            assertThat(Acknowledgements.isHeard(asking, "access_policies")).isTrue();
            var alive = Acknowledgements.alive(asking);
            try (var its = worker.dedicatedConnection(); var statement = its.createStatement()) {
                statement.execute("set application_name = '" + name + "'");
                assertThat(Acknowledgements.alive(asking)).isEqualTo(alive + 1);
            }
        }
    }

    private void heardFirst(int status, Supplier<Answer> change) {
        worker.jdbc().sql("update work_instances set seen_at = now() where id = ?").param(other).update();
        var before = heard.get();
        change.get().expect(status);
        assertThat(heard.get()).isGreaterThan(before);
    }
}
