package dev.tenantry.integrations.platform;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.integrations.connection.HealthSettings;
import dev.tenantry.integrations.platform.ApiIntegrationRows.Due;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/** Asks the platform's active integrations now and then whether they still are there; each is asked by one instance. */
@Component
@EnableConfigurationProperties(HealthSettings.class)
class ApiIntegrationHealth extends PeriodicTask {

    private final RolePool worker;
    private final ApiIntegrationCalls calls;
    private final HealthSettings settings;

    ApiIntegrationHealth(@Qualifier("workerPool") RolePool worker, ApiIntegrationCalls calls,
            HealthSettings settings) {
        super("the health of the platform's integrations", Duration.ofSeconds(30));
        this.worker = worker;
        this.calls = calls;
        this.settings = settings;
    }

    @Override
    protected void work() {
        var due = ApiIntegrationRows.claim(worker, settings.healthInterval());
        while (isRunning() && due.isPresent()) {
            attempt(due.get());
            due = ApiIntegrationRows.claim(worker, settings.healthInterval());
        }
    }

    private void attempt(Due due) {
        try {
            ApiIntegrationRows.pinged(worker, due.id(), due.kept().version(), calls.test(due.id(), due.kept()));
        } catch (RuntimeException failure) {
            Turns.report("the check of the platform's integration " + due.id(), failure);
        }
    }
}
