package dev.tenantry.access.detector;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.tenantry.access.event.DetectionRule;
import dev.tenantry.access.policy.SecurityEventType;

/** All that there are. A type of events that nothing makes would be a promise that nobody keeps. */
@Component
@EnableConfigurationProperties(DetectionSettings.class)
class Detectors {

    private final Map<SecurityEventType, DetectionRule> signals;

    /** @throws IllegalStateException where a type has none, or what is counted of signals has two */
    Detectors(List<Detector> detectors) {
        var made = detectors.stream().map(detector -> detector.rule().type()).collect(Collectors.toSet());
        Arrays.stream(SecurityEventType.values()).filter(type -> !made.contains(type)).findFirst().ifPresent(type -> {
            throw new IllegalStateException("nothing detects " + type);
        });
        this.signals = detectors.stream()
                .filter(SignalDetector.class::isInstance)
                .map(Detector::rule)
                .collect(Collectors.toUnmodifiableMap(DetectionRule::type, Function.identity()));
    }

    /** Of what is noted as a signal. */
    DetectionRule ofSignals(SecurityEventType type) {
        var rule = signals.get(type);
        if (rule == null) {
            throw new IllegalStateException("nothing notes signals of " + type);
        }
        return rule;
    }
}
