package dev.tenantry.integrations.usage;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.Retention;

/** Takes away calls that have been kept long enough. */
@Component
@EnableConfigurationProperties(UsageSettings.class)
class UsageRetention extends Retention {

    private static final String FORGET = """
            delete from integration_usage_logs where (organization_id, id) in (
                select organization_id, id from integration_usage_logs
                where created_at < now() - ? * interval '1 second' limit 1000)""";

    private final RolePool worker;
    private final UsageSettings settings;

    UsageRetention(@Qualifier("workerPool") RolePool worker, UsageSettings settings) {
        super("the retention of integrations' usage", Duration.ofHours(1));
        this.worker = worker;
        this.settings = settings;
    }

    @Override
    protected int forget() {
        return worker.jdbc().sql(FORGET).param(settings.usageRetention().toSeconds()).update();
    }
}
