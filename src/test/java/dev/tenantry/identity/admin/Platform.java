package dev.tenantry.identity.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

/** What tests of the platform's administration have in common. */
final class Platform {

    static final String KEY = "a-service-key-that-is-known-to-tests-alone";
    static final String USERS = "/auth/v1/admin/users";

    private Platform() {}

    /** A backend that carries the service key as Supabase's clients do. */
    static Api backend(Api api) {
        return api.bearer(KEY).with("apikey", KEY);
    }

    static Person superAdmin(People people) {
        var person = people.signUp();
        People.promote(person.userId());
        return people.signIn(person.email());
    }

    static String address() {
        return "account-" + UUID.randomUUID() + "@example.test";
    }

    /** Whether it comes true within a second. */
    static boolean within(BooleanSupplier condition) {
        var end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /** The rows of the audit log that the filter finds. */
    static Answer log(Api api, String filter) {
        return api.get("/api/v1/audit-logs?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8)).expect(200);
    }
}
