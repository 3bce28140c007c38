package dev.tenantry.bench.floor;

import java.util.UUID;

record Caller(UUID organization, UUID user) {}
