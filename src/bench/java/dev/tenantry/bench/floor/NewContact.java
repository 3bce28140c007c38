package dev.tenantry.bench.floor;

import org.jspecify.annotations.Nullable;

/** As the application is asked for it. */
record NewContact(
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String jobTitle,
        @Nullable String company) {}
