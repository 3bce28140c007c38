package dev.tenantry.metering.guard;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

import dev.tenantry.metering.counter.GoneCounters;
import dev.tenantry.metering.guard.MeteringSettings.WithoutDatabase;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.access.Assurance;
import dev.tenantry.shared.access.Caller;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.limit.Work;
import dev.tenantry.shared.limit.WorkMeter;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is done without a request counts under the quotas of requests. */
class WorkQuotaTests extends ApiTest {

    @Autowired
    private WorkMeter work;
    @Autowired
    private RuleBook rules;
    @Autowired
    @Qualifier("workerPool")
    private RolePool worker;

    @Test
    void countsAllThatIsAskedForOrNone() {
        var organization = limited("email_sending", 3);

        assertThat(work.most(Work.MAILS, organization)).isEqualTo(3);
        assertThat(work.count(Work.MAILS, organization, 2).retryAfter()).isZero();
        assertThat(work.count(Work.MAILS, organization, 2).retryAfter()).isPositive();
        var last = work.count(Work.MAILS, organization, 1);
        assertThat(last.retryAfter()).isZero();
        assertThat(work.count(Work.MAILS, organization, 1).retryAfter()).isPositive();
        assertThat(work.most(Work.AI, organization)).isEqualTo(1_000_000_000);
    }

    /** So many may not be asked for at once, though there are more in a month. */
    @Test
    void asksForNoMoreThanMayComeAtOnce() {
        var organization = limited("email_sending", "\"maxRequestsPerHour\": 100, \"burst\": 2");

        assertThat(work.most(Work.MAILS, organization)).isEqualTo(2);
        assertThat(work.count(Work.MAILS, organization, 2).retryAfter()).isZero();
        assertThat(work.count(Work.MAILS, organization, 1).retryAfter()).isBetween(Duration.ofSeconds(30),
                Duration.ofSeconds(36));
    }

    @Test
    void takesBackWhatWasNotDone() {
        var organization = limited("ai_generation_default", 1);
        var counted = work.count(Work.AI, organization, 1);

        counted.putBack();

        assertThat(work.count(Work.AI, organization, 1).retryAfter()).isZero();
        assertThat(work.count(Work.AI, organization, 1).retryAfter()).isPositive();
    }

    /** While the counters cannot be asked the operator's choice holds, for work as for requests. */
    @ParameterizedTest
    @EnumSource(WithoutDatabase.class)
    void letsInOrRefusesWithoutTheDatabase(WithoutDatabase choice) {
        assertThat(refuses(choice, new GoneCounters(worker))).isEqualTo(choice == WithoutDatabase.REFUSE);
    }

    /** A database that is there is asked until it answers, whatever is chosen for where it is not. */
    @ParameterizedTest
    @EnumSource(WithoutDatabase.class)
    void letsNobodyInBecauseTheDatabaseIsBusy(WithoutDatabase choice) {
        assertThat(refuses(choice, new GoneCounters(worker, new CannotAcquireLockException("busy")))).isTrue();
        assertThat(refuses(choice, new GoneCounters(worker, new CannotGetJdbcConnectionException("none is left"))))
                .isTrue();
    }

    private boolean refuses(WithoutDatabase choice, GoneCounters counters) {
        var person = people.signUp();
        var settings = new MeteringSettings(choice, new MeteringSettings.Defaults(null, null, null, null, null));
        var guard = new QuotaGuard(rules, counters, settings, Clock.systemUTC());
        var caller = new Caller(person.userId(), person.organizationId(), UUID.randomUUID(), "owner", Set.of(), false,
                new Assurance(Assurance.AAL1, false, null), null);
        var request = new MockHttpServletRequest("GET", "/api/v1/contacts");
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "/api/v1/contacts");

        var refused = catchThrowableOfType(ProblemException.class,
                () -> guard.count(request, new MockHttpServletResponse(), caller));
        var waits = new WorkQuotas(rules, counters, settings, Clock.systemUTC())
                .count(Work.MAILS, person.organizationId(), 1)
                .retryAfter();

        assertThat(refused == null ? null : refused.type()).isIn(null, ProblemType.UNAVAILABLE);
        assertThat(waits.isPositive()).isEqualTo(refused != null);
        return refused != null;
    }

    private UUID limited(String policy, int monthly) {
        return limited(policy, "\"maxRequestsPerMonth\": " + monthly);
    }

    private UUID limited(String policy, String numbers) {
        var admin = people.signUp();
        People.promote(admin.userId());
        var id = admin.api()
                .get("/admin/quota-policies?filter=policyName[eq]:" + policy)
                .expect(200)
                .at("/results/0/id");
        var organization = people.signUp().organizationId();
        admin.api()
                .put("/admin/organizations/" + organization + "/quota-overrides/" + id,
                        "{%s, \"reason\": \"a trial\"}".formatted(numbers))
                .expect(200);
        return organization;
    }
}
