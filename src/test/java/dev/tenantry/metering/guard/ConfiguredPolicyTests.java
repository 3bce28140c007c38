package dev.tenantry.metering.guard;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.DefaultApplicationArguments;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.metering.guard.MeteringSettings.Defaults;
import dev.tenantry.metering.guard.MeteringSettings.WithoutDatabase;
import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** What the configuration says of policies, start by start. */
class ConfiguredPolicyTests extends ApiTest {

    private static final String POLICY = "/admin/quota-policies?filter=policyName[eq]:superadmin_operations";

    @Autowired
    private RuleBook rules;
    @Autowired
    private JsonMapper json;
    @Autowired
    @Qualifier("adminPool")
    private RolePool pool;

    @Test
    void setsWhatIsStatedAnewAndLeavesWhatAdministratorsStated() {
        var person = people.signUp();
        People.promote(person.userId());
        var admin = person.api();
        var before = admin.get(POLICY).expect(200).json().path("results").path(0);
        try {
            start(new WindowLimits(700_000_001, 800_000_000, 900_000_000));
            assertThat(hourly(admin)).isEqualTo(700_000_001);

            state(admin, 700_000_002, before.path("id").asString());
            start(new WindowLimits(700_000_001, 800_000_000, 900_000_000));
            assertThat(hourly(admin)).isEqualTo(700_000_002);

            start(new WindowLimits(700_000_003, 800_000_000, 900_000_000));
            assertThat(hourly(admin)).isEqualTo(700_000_003);
            var entry = admin.get("/api/v1/audit-logs?filter=actionType[eq]:quota-policy.updated&sort=-createdAt")
                    .expect(200)
                    .json()
                    .path("results")
                    .path(0);
            assertThat(entry.path("oldValues").path("maxRequestsPerHour").asInt()).isEqualTo(700_000_002);
            assertThat(entry.path("newValues").path("maxRequestsPerHour").asInt()).isEqualTo(700_000_003);
        } finally {
            start(null);
            state(admin, before.path("maxRequestsPerHour").asInt(), before.path("id").asString());
        }
    }

    private void start(@Nullable WindowLimits stated) {
        new ConfiguredPolicies(
                new MeteringSettings(WithoutDatabase.ADMIT, new Defaults(null, null, null, stated, null)),
                pool, rules, json).run(new DefaultApplicationArguments());
    }

    private static void state(Api admin, int hourly, String id) {
        admin.put("/admin/quota-policies/" + id,
                """
                        {"policyName": "superadmin_operations", "endpointPattern": "/admin/**", "scope": "user", "maxRequestsPerHour": %d,
                         "maxRequestsPerDay": 1000000000, "maxRequestsPerMonth": 1000000000}"""
                        .formatted(hourly))
                .expect(200);
    }

    private static int hourly(Api admin) {
        return admin.get(POLICY).expect(200).json().path("results").path(0).path("maxRequestsPerHour").asInt();
    }
}
