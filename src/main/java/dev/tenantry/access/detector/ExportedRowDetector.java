package dev.tenantry.access.detector;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.time.PeriodicTask;

/** Finds who is handed out far more rows than usual, in however few files. */
@Component
class ExportedRowDetector extends PeriodicTask implements Detector {

    private final Baselines baselines;
    private final DetectionRule rule;

    ExportedRowDetector(Baselines baselines, DetectionSettings settings) {
        super("exported rows beyond what is usual", Duration.ofMinutes(2));
        this.baselines = baselines;
        this.rule = DetectionRule.counting(SecurityEventType.DATA_EXFILTRATION_ATTEMPT, Severity.HIGH,
                "Far more exported rows in a day than is usual for whom it is about", settings.rowsPerDay());
    }

    @Override
    public DetectionRule rule() {
        return rule;
    }

    @Override
    protected synchronized void work() {
        baselines.look(rule, Baselines.Counts.EXPORTED_ROWS);
    }
}
