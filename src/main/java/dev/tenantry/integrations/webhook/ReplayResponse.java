package dev.tenantry.integrations.webhook;

/** @param deliveries how many are sent again */
record ReplayResponse(int deliveries) {}
