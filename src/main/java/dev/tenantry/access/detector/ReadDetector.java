package dev.tenantry.access.detector;

import java.time.Duration;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.event.Severity;
import dev.tenantry.access.policy.SecurityEventType;
import dev.tenantry.shared.time.PeriodicTask;

/** Finds who reads far more than usual. The numbers are those of the API's usage, answers that succeeded. */
@Component
class ReadDetector extends PeriodicTask implements Detector {

    private final Baselines baselines;
    private final DetectionRule rule;

    ReadDetector(Baselines baselines, DetectionSettings settings) {
        super("reads beyond what is usual", Duration.ofMinutes(2));
        this.baselines = baselines;
        this.rule = DetectionRule.counting(SecurityEventType.DATA_EXFILTRATION_ATTEMPT, Severity.HIGH,
                "Far more reads in a day than is usual for whom it is about", settings.readsPerDay());
    }

    @Override
    public DetectionRule rule() {
        return rule;
    }

    @Override
    protected synchronized void work() {
        baselines.look(rule, Baselines.Counts.READS);
    }
}
