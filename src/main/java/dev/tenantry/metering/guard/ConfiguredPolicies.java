package dev.tenantry.metering.guard;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.database.RolePool;

/** Sets what the configuration says of policies, where that is something else than it was. What administrators have stated since then stays. */
@Component
class ConfiguredPolicies implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(ConfiguredPolicies.class);
    private static final String FORGET = "update quota_policies set configured = null where policy_name = ? and configured is not null";
    private static final String UPDATE = """
            update quota_policies set max_requests_per_hour = ?, max_requests_per_day = ?, max_requests_per_month = ?, configured = ?, version = version + 1
            where policy_name = ? and configured is distinct from ?
            returning id, old.max_requests_per_hour as hourly, old.max_requests_per_day as daily, old.max_requests_per_month as monthly""";
    private static final String RECORD = "select app.record_configured_policy(?, ?::jsonb, ?::jsonb)";

    private record Changed(UUID id, WindowLimits before) {}

    private final MeteringSettings settings;
    private final RolePool pool;
    private final RuleBook rules;
    private final JsonMapper json;

    ConfiguredPolicies(MeteringSettings settings, RolePool adminPool, RuleBook rules, JsonMapper json) {
        this.settings = settings;
        this.pool = adminPool;
        this.rules = rules;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var stated = settings.defaults();
        pool.inTransaction(() -> {
            set("ai_generation_default", stated.aiGeneration());
            set("calendar_operations", stated.calendarOperations());
            set("email_sending", stated.emailSending());
            set("superadmin_operations", stated.superadminOperations());
            set("public_api_default", stated.publicApi());
            rules.tell(pool);
        });
        rules.reload();
    }

    private void set(String policy, @Nullable WindowLimits limits) {
        if (limits == null) {
            pool.jdbc().sql(FORGET).param(policy).update();
            return;
        }
        pool.jdbc()
                .sql(UPDATE)
                .params(limits.hourly(), limits.daily(), limits.monthly(), limits.text(), policy, limits.text())
                .query((row, _) -> new Changed(row.getObject("id", UUID.class),
                        new WindowLimits(row.getInt("hourly"), row.getInt("daily"), row.getInt("monthly"))))
                .optional()
                .filter(changed -> !changed.before.equals(limits))
                .ifPresent(changed -> record(policy, changed, limits));
    }

    private void record(String policy, Changed changed, WindowLimits now) {
        log.info("the configuration sets {} to {} an hour, a day and a month; it was {}", policy, now.text(),
                changed.before.text());
        pool.jdbc().sql(RECORD).params(changed.id, json(changed.before), json(now)).query(_ -> {});
    }

    private String json(WindowLimits limits) {
        return json.writeValueAsString(Map.of("maxRequestsPerHour", limits.hourly(), "maxRequestsPerDay",
                limits.daily(), "maxRequestsPerMonth", limits.monthly()));
    }
}
