package dev.tenantry.metering.guard;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

import dev.tenantry.metering.rule.RuleBook;
import dev.tenantry.shared.database.RolePool;

/** Sets what the configuration says of policies. */
@Component
class ConfiguredPolicies implements ApplicationRunner {

    private static final String UPDATE = """
            update quota_policies set max_requests_per_hour = ?, max_requests_per_day = ?, max_requests_per_month = ?, version = version + 1
            where policy_name = ? and (max_requests_per_hour, max_requests_per_day, max_requests_per_month) is distinct from (?, ?, ?)""";

    private final MeteringSettings settings;
    private final RolePool pool;
    private final RuleBook rules;

    ConfiguredPolicies(MeteringSettings settings, RolePool adminPool, RuleBook rules) {
        this.settings = settings;
        this.pool = adminPool;
        this.rules = rules;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var stated = settings.defaults();
        var changed = pool.inTransaction(() -> {
            var number = set("ai_generation_default", stated.aiGeneration())
                    + set("calendar_operations", stated.calendarOperations())
                    + set("email_sending", stated.emailSending())
                    + set("superadmin_operations", stated.superadminOperations())
                    + set("public_api_default", stated.publicApi());
            if (number > 0) {
                rules.tell(pool);
            }
            return number;
        });
        if (changed > 0) {
            rules.reload();
        }
    }

    /** @return how many have changed */
    private int set(String policy, @Nullable Maxima maxima) {
        return maxima == null
                ? 0
                : pool.jdbc()
                        .sql(UPDATE)
                        .params(maxima.hourly(), maxima.daily(), maxima.monthly(), policy, maxima.hourly(),
                                maxima.daily(), maxima.monthly())
                        .update();
    }
}
