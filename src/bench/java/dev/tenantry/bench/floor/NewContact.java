package dev.tenantry.bench.floor;

import org.jspecify.annotations.Nullable;

record NewContact(@Nullable String name, @Nullable String email, @Nullable String phone, @Nullable String company) {}
