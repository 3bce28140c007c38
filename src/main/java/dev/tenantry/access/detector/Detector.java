package dev.tenantry.access.detector;

import dev.tenantry.access.event.DetectionRule;

/** Finds something that looks like an attack. A component that is one is found at start. */
interface Detector {

    DetectionRule rule();
}
