package dev.tenantry.metering.guard;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.shared.limit.Work;
import dev.tenantry.shared.limit.WorkMeter;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** What is done without a request counts under the quotas of requests. */
class WorkQuotaTests extends ApiTest {

    @Autowired
    private WorkMeter work;

    @Test
    void countsAllThatIsAskedForOrNone() {
        var organization = limited("email_sending", 3);

        assertThat(work.most(Work.MAILS, organization)).isEqualTo(3);
        assertThat(work.count(Work.MAILS, organization, 2).remaining()).isZero();
        assertThat(work.count(Work.MAILS, organization, 2).remaining()).isPositive();
        var last = work.count(Work.MAILS, organization, 1);
        assertThat(last.remaining()).isZero();
        assertThat(work.count(Work.MAILS, organization, 1).remaining()).isPositive();
        assertThat(work.most(Work.AI, organization)).isEqualTo(1_000_000_000);
    }

    @Test
    void takesBackWhatWasNotDone() {
        var organization = limited("ai_generation_default", 1);
        var counted = work.count(Work.AI, organization, 1);

        counted.putBack();

        assertThat(work.count(Work.AI, organization, 1).remaining()).isZero();
        assertThat(work.count(Work.AI, organization, 1).remaining()).isPositive();
    }

    private UUID limited(String policy, int monthly) {
        var admin = people.signUp();
        People.promote(admin.userId());
        var id = admin.api()
                .get("/admin/quota-policies?filter=policyName[eq]:" + policy)
                .expect(200)
                .at("/results/0/id");
        var organization = people.signUp().organizationId();
        admin.api()
                .put("/admin/organizations/" + organization + "/quota-overrides/" + id,
                        "{\"maxRequestsPerMonth\": %s, \"reason\": \"a trial\"}".formatted(monthly))
                .expect(200);
        return organization;
    }
}
