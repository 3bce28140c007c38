package dev.tenantry.access.detector;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.time.PeriodicTask;

/** Finds who exports far more than usual. The numbers are those of the API's usage, answers that succeeded. */
@Component
class ExportDetector extends PeriodicTask implements Detector {

    private static final String EXPORTS = """
            select organization_id, user_id, api_key_id, date, successful_requests as number from api_usage_statistics
            where user_id is not null and endpoint ~ '^GET /api/v1/.*(export|\\.csv|/content|/document|/bundle|/file)$'""";

    private final Baselines baselines;
    private final DetectionRule rule;

    ExportDetector(Baselines baselines, DetectionSettings settings) {
        super("exports beyond what is usual", Duration.ofMinutes(2));
        this.baselines = baselines;
        this.rule = DetectionRule.counting(SecurityEventType.DATA_EXFILTRATION_ATTEMPT, Severity.HIGH,
                "Far more exports in a day than is usual for whom it is about", settings.exportsPerDay());
    }

    @Override
    public DetectionRule rule() {
        return rule;
    }

    @Override
    protected synchronized void work() {
        baselines.look(rule, EXPORTS, "exports");
    }
}
