package dev.tenantry.bench;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.tenantry.bench.client.RequestTemplate;

/**
 * One kind of request, as the application takes it and as the floor does.
 *
 * @param target the share of the floor's rate, with three exchanges, that the application has to reach; null where
 *               none is set
 * @param atOnce the floor with one exchange; empty where that cannot be
 */
record Case(
        String name,
        @Nullable Double target,
        List<RequestTemplate> application,
        List<RequestTemplate> floor,
        List<RequestTemplate> atOnce) {

    Case {
        application = List.copyOf(application);
        floor = List.copyOf(floor);
        atOnce = List.copyOf(atOnce);
    }
}
